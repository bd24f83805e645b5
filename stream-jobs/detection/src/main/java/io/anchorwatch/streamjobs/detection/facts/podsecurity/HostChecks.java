// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

import static io.anchorwatch.streamjobs.detection.facts.podsecurity.PodUnderTest.context;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.List;
import java.util.stream.Collectors;

/** What a pod shares with its node. */
final class HostChecks {

    private static final List<String> NAMESPACES = List.of("hostNetwork", "hostPID", "hostIPC");

    private HostChecks() {}

    static String namespaces(PodUnderTest pod) {
        return NAMESPACES.stream()
                .filter(flag -> Nodes.isTrue(pod.spec().path(flag)))
                .collect(Collectors.joining(", "));
    }

    static String privileged(PodUnderTest pod) {
        return pod.where(container -> Nodes.isTrue(context(container).path("privileged")), "privileged");
    }

    static String ports(PodUnderTest pod) {
        return pod.where(HostChecks::hasHostPort, "hostPort");
    }

    private static boolean hasHostPort(JsonNode container) {
        for (JsonNode port : container.path("ports")) {
            if (port.path("hostPort").isNumber() && port.path("hostPort").asLong() != 0) {
                return true;
            }
        }
        return false;
    }

    static String procMount(PodUnderTest pod) {
        return pod.where(
                container -> {
                    JsonNode mount = context(container).path("procMount");
                    return mount.isTextual() && !mount.textValue().equals("Default");
                },
                "procMount");
    }

    static String windowsProcess(PodUnderTest pod) {
        return pod.anywhere(
                context -> Nodes.isTrue(context.path("windowsOptions").path("hostProcess")), "hostProcess");
    }
}

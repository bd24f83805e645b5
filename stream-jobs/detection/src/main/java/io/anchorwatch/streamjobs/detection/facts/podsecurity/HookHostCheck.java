// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.List;

/** Probes and lifecycle hooks that make the kubelet call a host of the author's choice. */
final class HookHostCheck {

    private static final List<String> PROBES = List.of("livenessProbe", "readinessProbe", "startupProbe");
    private static final List<String> HOOKS = List.of("postStart", "preStop");
    private static final List<String> CALLS = List.of("httpGet", "tcpSocket");

    private HookHostCheck() {}

    static String detail(PodUnderTest pod) {
        return pod.where(
                container -> PROBES.stream().anyMatch(probe -> namesHost(container.path(probe)))
                        || HOOKS.stream()
                                .anyMatch(hook ->
                                        namesHost(container.path("lifecycle").path(hook))),
                "probe or lifecycle host");
    }

    private static boolean namesHost(JsonNode handler) {
        return CALLS.stream()
                .anyMatch(call -> !Nodes.text(handler.path(call).path("host")).isEmpty());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

import static io.anchorwatch.streamjobs.detection.facts.podsecurity.PodUnderTest.context;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.Set;

/** Capabilities, spelled exactly: the admission plugin folds neither case nor prefix. */
final class CapabilityChecks {

    private static final Set<String> DEFAULTS = Set.of(
            "AUDIT_WRITE",
            "CHOWN",
            "DAC_OVERRIDE",
            "FOWNER",
            "FSETID",
            "KILL",
            "MKNOD",
            "NET_BIND_SERVICE",
            "SETFCAP",
            "SETGID",
            "SETPCAP",
            "SETUID",
            "SYS_CHROOT");

    private static final Set<String> BIND = Set.of("NET_BIND_SERVICE");

    private CapabilityChecks() {}

    static String baseline(PodUnderTest pod) {
        return pod.where(container -> addsBeyond(DEFAULTS, container), "added capabilities");
    }

    static String restricted(PodUnderTest pod) {
        return pod.where(
                container -> addsBeyond(BIND, container)
                        || !Nodes.texts(capabilities(container).path("drop")).contains("ALL"),
                "added or undropped capabilities");
    }

    private static boolean addsBeyond(Set<String> allowed, JsonNode container) {
        for (JsonNode capability : capabilities(container).path("add")) {
            if (!allowed.contains(Nodes.text(capability))) {
                return true;
            }
        }
        return false;
    }

    private static JsonNode capabilities(JsonNode container) {
        return context(container).path("capabilities");
    }
}

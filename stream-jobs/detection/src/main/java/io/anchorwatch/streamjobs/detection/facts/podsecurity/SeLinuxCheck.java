// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.Set;

/** SELinux options: few types, and neither user nor role. */
final class SeLinuxCheck {

    private static final Set<String> TYPES = Set.of("", "container_t", "container_init_t", "container_kvm_t");
    private static final String ENGINE = "container_engine_t";
    private static final int ENGINE_SINCE = 31;

    private SeLinuxCheck() {}

    static Check.Test upTo(int minor) {
        return pod -> pod.anywhere(
                context -> isBad(context.path("seLinuxOptions"), minor >= ENGINE_SINCE), "SELinux options");
    }

    private static boolean isBad(JsonNode options, boolean engineAllowed) {
        String type = Nodes.text(options.path("type"));
        boolean allowed = TYPES.contains(type) || (engineAllowed && type.equals(ENGINE));
        return !allowed
                || !Nodes.text(options.path("user")).isEmpty()
                || !Nodes.text(options.path("role")).isEmpty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.podsecurity;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Kernel parameters: those that stay within the pod. */
public final class SysctlCheck {

    /** Since which minor version a parameter is safe. */
    private static final Map<String, Integer> SAFE_SINCE = Map.ofEntries(
            Map.entry("kernel.shm_rmid_forced", 0),
            Map.entry("net.ipv4.ip_local_port_range", 0),
            Map.entry("net.ipv4.tcp_syncookies", 0),
            Map.entry("net.ipv4.ping_group_range", 0),
            Map.entry("net.ipv4.ip_unprivileged_port_start", 0),
            Map.entry("net.ipv4.ip_local_reserved_ports", 27),
            Map.entry("net.ipv4.tcp_keepalive_time", 29),
            Map.entry("net.ipv4.tcp_fin_timeout", 29),
            Map.entry("net.ipv4.tcp_keepalive_intvl", 29),
            Map.entry("net.ipv4.tcp_keepalive_probes", 29),
            Map.entry("net.ipv4.tcp_rmem", 32),
            Map.entry("net.ipv4.tcp_wmem", 32),
            Map.entry("net.ipv4.tcp_slow_start_after_idle", 37),
            Map.entry("net.ipv4.tcp_notsent_lowat", 37));

    private SysctlCheck() {}

    static Check.Test at(int minor) {
        return pod -> {
            Set<String> bad = unsafe(pod.spec(), new Version(minor));
            return bad.isEmpty() ? "" : "sysctls " + PodUnderTest.shown(bad);
        };
    }

    /** Names of the unsafe parameters that a pod spec sets, as a version has it. */
    public static Set<String> unsafe(JsonNode spec, Version version) {
        Set<String> unsafe = new TreeSet<>();
        for (JsonNode sysctl : spec.path("securityContext").path("sysctls")) {
            String name = Nodes.text(sysctl.path("name"));
            @Nullable Integer since = SAFE_SINCE.get(name);
            if (since == null || since > version.minor()) {
                unsafe.add(name);
            }
        }
        return unsafe;
    }
}

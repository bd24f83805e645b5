// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.workload;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.object.Nodes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Flags that weaken a component of the control plane, as its static pod shows them. Only what is written counts: the
 * defaults are the version's business.
 */
public final class ControlPlaneFlags {

    private static final Set<String> COMPONENTS =
            Set.of("kube-apiserver", "kube-controller-manager", "kube-scheduler", "etcd", "kubelet");

    private static final int MAX_VALUE = 200;

    /** Which values of a flag weaken, for whichever component has it. */
    private static final Map<String, Predicate<String>> WEAK = Map.ofEntries(
            Map.entry("anonymous-auth", value -> value.equals("true")),
            Map.entry(
                    "authorization-mode", value -> List.of(value.split(",", -1)).contains("AlwaysAllow")),
            Map.entry("insecure-port", value -> !value.equals("0")),
            Map.entry("insecure-bind-address", value -> true),
            Map.entry("token-auth-file", value -> !value.isEmpty()),
            Map.entry("basic-auth-file", value -> !value.isEmpty()),
            Map.entry("disable-admission-plugins", value -> !value.isEmpty()),
            Map.entry(
                    "enable-admission-plugins",
                    value -> List.of(value.split(",", -1)).contains("AlwaysAdmit")),
            Map.entry("tls-min-version", Set.of("VersionTLS10", "VersionTLS11")::contains),
            Map.entry("kubelet-https", value -> value.equals("false")),
            Map.entry("insecure-skip-tls-verify", value -> value.equals("true")),
            Map.entry("read-only-port", value -> !value.equals("0")),
            Map.entry("profiling", value -> value.equals("true")),
            Map.entry("service-account-lookup", value -> value.equals("false")),
            Map.entry("client-cert-auth", value -> value.equals("false")),
            Map.entry("peer-client-cert-auth", value -> value.equals("false")),
            Map.entry("auto-tls", value -> value.equals("true")),
            Map.entry("peer-auto-tls", value -> value.equals("true")),
            Map.entry("listen-client-urls", ControlPlaneFlags::isPlainAndOpen));

    private ControlPlaneFlags() {}

    /** Each as {@code component --flag=value}. */
    public static List<Object> weakened(Workload workload) {
        Set<String> found = new TreeSet<>();
        for (JsonNode container : workload.containers()) {
            List<String> words = new ArrayList<>();
            container.path("command").forEach(word -> words.add(Nodes.text(word)));
            container.path("args").forEach(word -> words.add(Nodes.text(word)));
            String component = component(container, words);
            if (COMPONENTS.contains(component)) {
                flags(words).forEach((flag, value) -> {
                    @Nullable Predicate<String> weak = WEAK.get(flag);
                    if (weak != null && weak.test(value)) {
                        found.add(component + " --" + flag + "=" + cut(value));
                    }
                });
                if (component.equals("kube-apiserver") && workload.whole() && lacksAuthorization(words)) {
                    found.add(component + " --authorization-mode=AlwaysAllow");
                }
            }
        }
        return List.copyOf(found);
    }

    /** By the program it starts: a container may be called anything. */
    private static String component(JsonNode container, List<String> words) {
        String program =
                words.isEmpty() || words.get(0).startsWith("-") ? Nodes.text(container.path("name")) : words.get(0);
        return program.substring(program.lastIndexOf('/') + 1);
    }

    /** By name; of a flag given twice the last counts, and a flag without a value is true. */
    private static Map<String, String> flags(List<String> words) {
        Map<String, String> flags = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (!word.startsWith("-")) {
                continue;
            }
            String flag = word.substring(word.startsWith("--") ? 2 : 1);
            int equals = flag.indexOf('=');
            if (equals >= 0) {
                flags.put(flag.substring(0, equals), flag.substring(equals + 1));
            } else {
                boolean separate = i + 1 < words.size() && !words.get(i + 1).startsWith("-");
                flags.put(flag, separate ? words.get(i + 1) : "true");
            }
        }
        return flags;
    }

    private static boolean lacksAuthorization(List<String> words) {
        Set<String> given = flags(words).keySet();
        return words.size() > 1 && !given.contains("authorization-mode") && !given.contains("authorization-config");
    }

    private static boolean isPlainAndOpen(String urls) {
        for (String url : urls.split(",", -1)) {
            if (url.startsWith("http://") && !url.startsWith("http://127.") && !url.startsWith("http://localhost")) {
                return true;
            }
        }
        return false;
    }

    private static String cut(String value) {
        return value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE) + "…";
    }
}

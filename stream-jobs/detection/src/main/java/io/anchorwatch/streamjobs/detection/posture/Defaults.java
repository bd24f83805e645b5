// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.posture;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.facts.rbac.Bindings;
import io.anchorwatch.streamjobs.detection.facts.rbac.Roles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Roles and bindings that every API server makes for itself, and those of kubeadm. Judged by what they grant, never by their labels: one that
 * grants more than it should is nobody's default.
 */
final class Defaults {

    private static final String RBAC = ".rbac.authorization.k8s.io";
    private static final Map<Holder, Set<String>> KNOWN = read();

    private Defaults() {}

    static boolean isDefault(Item item) {
        Set<String> known = KNOWN.get(item.holder());
        return known != null && known.containsAll(content(item));
    }

    private static Set<String> content(Item item) {
        JsonNode object = item.object();
        Set<String> content = new HashSet<>();
        if (item.resource().contains("bindings")) {
            content.add(Bindings.roleRef(object));
            Bindings.subjects(object).forEach(subject -> content.add(String.valueOf(subject)));
        } else {
            Roles.grants(object).forEach(grant -> content.add(String.valueOf(grant)));
        }
        return content;
    }

    private static Map<Holder, Set<String>> read() {
        Map<Holder, Set<String>> known = new HashMap<>();
        try (InputStream in = Objects.requireNonNull(Defaults.class.getResourceAsStream("kubernetes-defaults.txt"))) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8).split("\n", -1)) {
                String[] words = line.split(" ", 4);
                if (words.length == 4 && !line.startsWith("#")) {
                    String namespace = words[1].equals("-") ? "" : words[1];
                    String resource = words[0].indexOf('.') < 0 ? words[0] + RBAC : words[0];
                    known.put(new Holder(resource, namespace, words[2]), Set.of(words[3].split(",")));
                }
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        return Map.copyOf(known);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.facts.Fact;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoFields;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which fields an audit event or an object change in its shape can have: its own exactly, those of the objects in it as
 * far as their kind is plain.
 *
 * @see <a href="https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/">apiserver-audit.v1</a>
 */
final class AuditFields {

    private static final Set<String> USER = Set.of("username", "uid", "groups", "extra");

    /** Keys of the event; an empty set is a scalar or a list of them, a missing entry below is open. */
    private static final Map<String, Set<String>> TOP = Map.ofEntries(
            Map.entry("kind", Set.of()),
            Map.entry("apiVersion", Set.of()),
            Map.entry("level", Set.of()),
            Map.entry("auditID", Set.of()),
            Map.entry("stage", Set.of()),
            Map.entry("requestURI", Set.of()),
            Map.entry("verb", Set.of()),
            Map.entry("user", USER),
            Map.entry("impersonatedUser", USER),
            Map.entry("authenticationMetadata", Set.of("impersonationConstraint")),
            Map.entry("sourceIPs", Set.of()),
            Map.entry("userAgent", Set.of()),
            Map.entry(
                    "objectRef",
                    Set.of(
                            "resource",
                            "namespace",
                            "name",
                            "uid",
                            "apiGroup",
                            "apiVersion",
                            "resourceVersion",
                            "subresource")),
            Map.entry(
                    "responseStatus",
                    Set.of("kind", "apiVersion", "metadata", "status", "message", "reason", "details", "code")),
            Map.entry("requestReceivedTimestamp", Set.of()),
            Map.entry("stageTimestamp", Set.of()),
            // Of object changes alone.
            Map.entry("attribution", Set.of()),
            Map.entry("origin", Set.of()),
            Map.entry("changedFields", Set.of()),
            Map.entry("owner", Set.of("kind", "name", "appliedBy")),
            // Of a watcher's notices alone.
            Map.entry("notice", Set.of()),
            Map.entry(
                    "watchNotice",
                    Set.of(
                            "notice",
                            "resource",
                            "observedTimestamp",
                            "since",
                            "fromResourceVersion",
                            "toResourceVersion",
                            "changes",
                            "detail")));

    private static final Set<String> BODIES = Set.of("requestObject", "responseObject", "object", "oldObject");
    private static final Set<String> OPEN = Set.of("extra", "metadata", "details");
    private static final List<String> ANNOTATIONS = List.of(
            "authorization.k8s.io/decision",
            "authorization.k8s.io/reason",
            "pod-security.kubernetes.io/enforce-policy",
            "pod-security.kubernetes.io/audit-violations",
            "pod-security.kubernetes.io/exempt",
            "k8s.io/deprecated",
            "k8s.io/removed-release");
    private static final Set<String> NAMES = names();

    private AuditFields() {}

    private static Set<String> names() {
        Set<String> names = new TreeSet<>();
        TOP.forEach((key, below) -> {
            names.add(key);
            below.forEach(name -> names.add(key + "." + name));
        });
        names.addAll(BODIES);
        Arrays.stream(Fact.values()).filter(Fact::isNamed).forEach(fact -> names.add(fact.path()));
        return names;
    }

    /** What is wrong with a field's name, with the name that was probably meant; empty when events can have it. */
    static Optional<String> problem(String field) {
        if (field.equals(Expression.KEYWORDS)
                || Fact.of(field).isPresent()
                || FalcoFields.parse(field).isPresent()) {
            return Optional.empty();
        }
        List<String> keys = keys(field);
        String first = keys.get(0);
        if (BODIES.contains(first)) {
            return BodyFields.problem(first, keys.subList(1, keys.size()));
        }
        if (first.equals("annotations")) {
            return annotation(field);
        }
        @Nullable Set<String> below = TOP.get(first);
        if (below == null) {
            boolean fact = Fact.of(String.join(".", keys)).isPresent();
            return fact ? Optional.empty() : Optional.of(unknown(field, keys));
        }
        if (keys.size() == 1 || (below.contains(keys.get(1)) && (keys.size() == 2 || OPEN.contains(keys.get(1))))) {
            return Optional.empty();
        }
        return Optional.of(unknown(field, keys));
    }

    private static String unknown(String field, List<String> keys) {
        String plain = String.join(".", keys);
        Optional<String> near = Nearest.to(plain, NAMES);
        if (near.isEmpty() && keys.size() == 1) {
            // A bare name of another product's events: the last part of one of ours, perhaps.
            near = NAMES.stream().filter(name -> name.endsWith("." + plain)).findFirst();
        }
        if (near.isEmpty()) {
            near = Nearest.to(keys.get(0), NAMES).filter(name -> !name.equals(keys.get(0)));
            near = near.map(name -> name + plain.substring(keys.get(0).length()));
        }
        return "no audit event has a field '" + field + "'"
                + near.map(name -> "; did you mean '" + name + "'?").orElse("");
    }

    private static Optional<String> annotation(String field) {
        if (field.equals("annotations")) {
            return Optional.empty();
        }
        String key = field.substring(field.indexOf('.') + 1);
        Optional<String> near = ANNOTATIONS.contains(key) ? Optional.empty() : Nearest.to(key, ANNOTATIONS);
        return near.map(name -> "an API server writes no annotation '" + key + "'; did you mean '" + name + "'?");
    }

    /** The keys of a path without the brackets that pick elements. */
    static List<String> keys(String field) {
        List<String> keys = new ArrayList<>();
        for (String key : field.split("\\.", -1)) {
            int bracket = key.indexOf('[');
            keys.add(bracket > 0 && key.endsWith("]") ? key.substring(0, bracket) : key);
        }
        return keys;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.rule;

import io.anchorwatch.streamjobs.detection.expr.TextEquals;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import io.anchorwatch.streamjobs.detection.value.Fold;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Bare field names that published Sigma rules for Kubernetes use, as fields of an audit event. No audit event has a
 * top-level field of these names, so nothing is lost by mapping them.
 */
public final class KubernetesAuditMapping implements FieldMapping {

    private static final List<String> POD_ROOTS = List.of(
            "requestObject.spec.",
            "requestObject.spec.template.spec.",
            "requestObject.spec.jobTemplate.spec.template.spec.");

    private static final String CODE = "responseStatus.code";
    private static final Set<String> DECISIONS = Set.of("allow", "forbid");

    private static final Map<String, List<String>> NAMES = Map.ofEntries(
            Map.entry("apiGroup", List.of("objectRef.apiGroup")),
            Map.entry("resource", List.of("objectRef.resource")),
            Map.entry("subresource", List.of("objectRef.subresource")),
            Map.entry("namespace", List.of("objectRef.namespace")),
            Map.entry("name", List.of("objectRef.name")),
            Map.entry("user", List.of("user.username")),
            Map.entry("username", List.of("user.username")),
            Map.entry("groups", List.of("user.groups")),
            Map.entry("capabilities", inContainers("securityContext.capabilities.add")),
            Map.entry("privileged", inContainers("securityContext.privileged")),
            Map.entry(
                    "hostPath",
                    POD_ROOTS.stream()
                            .map(root -> root + "volumes.hostPath.path")
                            .toList()));

    @Override
    public List<String> map(String name) {
        return NAMES.getOrDefault(name, List.of(name));
    }

    /** Published rules ask the status code for ALLOW and FORBID; the decision is an annotation. */
    @Override
    public List<String> map(String name, ValueTest test) {
        boolean decision = name.equals(CODE)
                && test instanceof TextEquals equals
                && equals.texts().stream().map(Fold::lower).anyMatch(DECISIONS::contains);
        return decision ? List.of(CODE, "annotations.authorization.k8s.io/decision") : map(name);
    }

    /** The API server omits empty fields; no core object's group is ever written as {@code ""}. */
    @Override
    public boolean emptyMeansAbsent(String name) {
        return map(name).stream().allMatch(field -> field.startsWith("objectRef."));
    }

    private static List<String> inContainers(String field) {
        return POD_ROOTS.stream()
                .flatMap(root -> Stream.of("containers.", "initContainers.", "ephemeralContainers.")
                        .map(list -> root + list + field))
                .toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/** The requests that a policy, or one of its bindings, is about. Without rules: all. */
record MatchResources(
        List<ResourceRule> rules,
        List<ResourceRule> excluded,
        LabelSelector namespaces,
        LabelSelector objects,
        boolean anyVersion) {

    static final MatchResources ALL =
            new MatchResources(List.of(), List.of(), LabelSelector.ALL, LabelSelector.ALL, true);

    private static final Set<String> FIELDS =
            Set.of("resourceRules", "excludeResourceRules", "namespaceSelector", "objectSelector", "matchPolicy");

    static MatchResources of(@Nullable Fields fields) throws ManifestException {
        if (fields == null) {
            return ALL;
        }
        fields.only(FIELDS);
        return new MatchResources(
                rules(fields.list("resourceRules")),
                rules(fields.list("excludeResourceRules")),
                LabelSelector.of(fields.child("namespaceSelector")),
                LabelSelector.of(fields.child("objectSelector")),
                fields.oneOf("matchPolicy", List.of("Equivalent", "Exact")).equals("Equivalent"));
    }

    private static List<ResourceRule> rules(List<Node> nodes) throws ManifestException {
        List<ResourceRule> rules = new ArrayList<>();
        for (Node node : nodes) {
            rules.add(ResourceRule.of(node));
        }
        return List.copyOf(rules);
    }

    /** Whether the request is meant, labels left aside. */
    boolean matchesRequest(AuditView event) {
        return excluded.stream().noneMatch(rule -> rule.matches(event, anyVersion))
                && (rules.isEmpty() || rules.stream().anyMatch(rule -> rule.matches(event, anyVersion)));
    }
}

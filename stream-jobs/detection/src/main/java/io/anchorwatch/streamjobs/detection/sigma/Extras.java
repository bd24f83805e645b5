// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.lint.FindingKind;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * What our rules add to Sigma, under the top-level key {@code anchorwatch}, which other Sigma tools ignore.
 *
 * @param risk 0 to 100, or -1 when not stated
 * @param auditLevel least audit level at which the rule can fire
 * @param runbook what to do next
 */
record Extras(int risk, String auditLevel, String runbook) {

    private static final Set<String> KEYS = Set.of("risk", "audit-level", "runbook", "lint-ignore");
    private static final Set<String> LEVELS = Set.of("Metadata", "Request", "RequestResponse");

    static Extras parse(@Nullable Node node) throws RuleSyntaxException {
        if (node == null) {
            return new Extras(-1, "Metadata", "");
        }
        Map<String, Node> entries = YamlNodes.mapping(node, "anchorwatch");
        for (String unknown : YamlNodes.unknown(entries, KEYS)) {
            throw new RuleSyntaxException(
                    YamlNodes.key(node, unknown), "unknown key '" + unknown + "'; known: " + KEYS);
        }
        String risk = YamlNodes.text(entries.get("risk"), "risk");
        if (!risk.isEmpty() && !risk.matches("100|[0-9]{1,2}")) {
            throw new RuleSyntaxException(YamlNodes.key(node, "risk"), "risk is a whole number from 0 to 100");
        }
        String level = entries.containsKey("audit-level")
                ? YamlNodes.text(entries.get("audit-level"), "audit-level")
                : "Metadata";
        if (!LEVELS.contains(level)) {
            throw new RuleSyntaxException(YamlNodes.key(node, "audit-level"), "audit-level is one of " + LEVELS);
        }
        for (String ignored : YamlNodes.texts(entries.get("lint-ignore"), "lint-ignore")) {
            if (!FindingKind.ignorable().contains(ignored)) {
                throw new RuleSyntaxException(
                        YamlNodes.key(node, "lint-ignore"),
                        "no finding '" + ignored + "' can be ignored; known: "
                                + String.join(", ", FindingKind.ignorable()));
            }
        }
        return new Extras(
                risk.isEmpty() ? -1 : Integer.parseInt(risk), level, YamlNodes.text(entries.get("runbook"), "runbook"));
    }
}

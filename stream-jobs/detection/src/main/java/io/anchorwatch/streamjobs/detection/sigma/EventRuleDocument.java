// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.rule.LogSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/**
 * An event rule.
 *
 * @see <a href="https://github.com/SigmaHQ/sigma-specification">Sigma 2.1, rules</a>
 */
final class EventRuleDocument implements DocumentKind {

    private final Languages languages;

    EventRuleDocument(Languages languages) {
        this.languages = languages;
    }

    /** Whatever is nothing else should be a rule. */
    @Override
    public boolean claims(Map<String, Node> entries) {
        return true;
    }

    @Override
    public void read(Node document, Map<String, Node> entries, ProblemLog log, Documents into)
            throws RuleSyntaxException {
        YamlNodes.required(entries, "title", document);
        Node logSource = YamlNodes.required(entries, "logsource", document);
        Node detection = YamlNodes.required(entries, "detection", document);
        RuleHeader header = RuleHeader.parse(entries, document, log);
        Scope scope = scope(entries, detection, log);
        Map<String, String> attributes = new LinkedHashMap<>();
        entries.forEach((key, node) -> {
            if (node instanceof ScalarNode text) {
                attributes.put(key, text.getValue());
            }
        });
        into.add(new EventRule(header, logSource(logSource), scope, attributes, new Place(log, document)));
    }

    private Scope scope(Map<String, Node> entries, Node detection, ProblemLog log) throws RuleSyntaxException {
        Map<String, Node> parts = YamlNodes.mapping(detection, "detection");
        String timeframe = YamlNodes.text(parts.get("timeframe"), "timeframe");
        if (parts.containsKey("timeframe") && !aggregates(parts.get("condition"))) {
            throw new RuleSyntaxException(
                    YamlNodes.key(detection, "timeframe"), "'timeframe' is Sigma 1; write a correlation rule instead");
        }
        return new SelectionReader(languages, SigmaVersion.of(entries), log)
                .scope(detection, "detection", timeframe, 0, false);
    }

    private static boolean aggregates(@Nullable Node condition) {
        return condition instanceof ScalarNode text && text.getValue().contains("|");
    }

    static LogSource logSource(Node node) throws RuleSyntaxException {
        Map<String, Node> parts = YamlNodes.mapping(node, "logsource");
        for (String unknown : YamlNodes.unknown(parts, Set.of("category", "product", "service", "definition"))) {
            throw new RuleSyntaxException(
                    YamlNodes.key(node, unknown), "logsource has no '" + unknown + "'; a typo would widen the rule");
        }
        return new LogSource(
                YamlNodes.text(parts.get("category"), "category"),
                YamlNodes.text(parts.get("product"), "product"),
                YamlNodes.text(parts.get("service"), "service"));
    }
}

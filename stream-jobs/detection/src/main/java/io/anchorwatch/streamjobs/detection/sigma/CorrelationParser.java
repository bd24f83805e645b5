// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import io.anchorwatch.streamjobs.detection.rule.CorrelationRule.GroupField;
import io.anchorwatch.streamjobs.detection.rule.CorrelationType;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;

/**
 * Turns one YAML document into a correlation rule. Which rules its names stand for is found when all files are read.
 *
 * @see <a href="https://github.com/SigmaHQ/sigma-specification">Sigma 2.1, correlation rules</a>
 */
final class CorrelationParser {

    private static final Set<String> KEYS =
            Set.of("type", "rules", "group-by", "timespan", "condition", "aliases", "generate");

    private final FieldMapping mapping;
    private final ProblemLog log;

    CorrelationParser(FieldMapping mapping, ProblemLog log) {
        this.mapping = mapping;
        this.log = log;
    }

    CorrelationRule parse(Node document) throws RuleSyntaxException {
        Map<String, Node> entries = YamlNodes.mapping(document, "a rule");
        RuleHeader header = RuleHeader.parse(entries, document, log);
        Node body = YamlNodes.required(entries, "correlation", document);
        if (entries.containsKey("detection")) {
            throw new RuleSyntaxException(
                    YamlNodes.key(document, "detection"),
                    "a correlation has no 'detection'; write the event rule as a document of its own");
        }
        Map<String, Node> parts = YamlNodes.mapping(body, "correlation");
        for (String unknown : YamlNodes.unknown(parts, KEYS)) {
            throw new RuleSyntaxException(
                    YamlNodes.key(body, unknown), "unknown key '" + unknown + "'; known: " + sorted(KEYS));
        }
        CorrelationType type = type(YamlNodes.required(parts, "type", body));
        List<String> rules = rules(YamlNodes.required(parts, "rules", body));
        Map<String, Map<String, String>> aliases = aliases(parts.get("aliases"), rules);
        return new CorrelationRule(
                header.ref(""),
                header.severity(),
                header.riskScore(),
                header.description(),
                header.falsePositives(),
                type,
                rules,
                groupBy(parts.get("group-by"), aliases),
                Timespan.parse(YamlNodes.scalar(YamlNodes.required(parts, "timespan", body), "timespan")),
                new CorrelationConditionParser(mapping, type, rules, aliases.keySet(), log)
                        .parse(parts.get("condition"), body),
                flag(parts.get("generate")),
                header.names(),
                0,
                log.file());
    }

    private static CorrelationType type(Node node) throws RuleSyntaxException {
        String name = YamlNodes.text(node, "type");
        return CorrelationType.of(name)
                .orElseThrow(() -> new RuleSyntaxException(
                        node,
                        "type '" + name + "' is none of event_count, value_count, temporal, temporal_ordered,"
                                + " value_sum, value_avg, value_percentile, value_median"));
    }

    private static List<String> rules(Node node) throws RuleSyntaxException {
        List<String> rules = YamlNodes.texts(node, "rules");
        if (rules.isEmpty() || rules.size() > CorrelationRule.MAX_RULES) {
            throw new RuleSyntaxException(
                    node, "a correlation builds on 1 to " + CorrelationRule.MAX_RULES + " rules, not " + rules.size());
        }
        if (new HashSet<>(rules).size() < rules.size()) {
            throw new RuleSyntaxException(node, "a rule is listed twice");
        }
        return rules;
    }

    private static Map<String, Map<String, String>> aliases(@Nullable Node node, List<String> rules)
            throws RuleSyntaxException {
        Map<String, Map<String, String>> aliases = new LinkedHashMap<>();
        if (node == null) {
            return aliases;
        }
        for (Map.Entry<String, Node> alias : YamlNodes.mapping(node, "aliases").entrySet()) {
            Map<String, String> byRule = new LinkedHashMap<>();
            for (Map.Entry<String, Node> field :
                    YamlNodes.mapping(alias.getValue(), "an alias").entrySet()) {
                if (!rules.contains(field.getKey())) {
                    throw new RuleSyntaxException(
                            YamlNodes.key(alias.getValue(), field.getKey()),
                            "alias '" + alias.getKey() + "' is for '" + field.getKey()
                                    + "', which 'rules' does not list");
                }
                byRule.put(field.getKey(), YamlNodes.text(field.getValue(), "an alias's field"));
            }
            aliases.put(alias.getKey(), byRule);
        }
        return aliases;
    }

    private List<GroupField> groupBy(@Nullable Node node, Map<String, Map<String, String>> aliases)
            throws RuleSyntaxException {
        List<GroupField> fields = new ArrayList<>();
        for (String name : YamlNodes.texts(node, "group-by")) {
            Map<String, List<String>> byRule = new HashMap<>();
            aliases.getOrDefault(name, Map.of()).forEach((rule, field) -> byRule.put(rule, mapping.map(field)));
            fields.add(new GroupField(name, mapping.map(name), byRule));
        }
        return fields;
    }

    private static boolean flag(@Nullable Node node) throws RuleSyntaxException {
        if (node == null) {
            return false;
        }
        @Nullable Boolean value = YamlNodes.bool(YamlNodes.scalar(node, "generate"));
        if (value == null) {
            throw new RuleSyntaxException(node, "generate is true or false");
        }
        return value;
    }

    private static List<String> sorted(Set<String> keys) {
        return keys.stream().sorted().toList();
    }
}

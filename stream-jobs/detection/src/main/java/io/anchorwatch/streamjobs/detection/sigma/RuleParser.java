// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.Digest;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import io.anchorwatch.streamjobs.detection.rule.MessageTemplate;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Turns one YAML document into a rule. */
final class RuleParser {

    private static final Map<String, String> NOT_YET = Map.of(
            "filter", "filter documents are not supported yet",
            "action", "control documents ('action: …') are not supported yet");

    private final FieldMapping mapping;
    private final Placeholders placeholders;
    private final ProblemLog log;

    RuleParser(FieldMapping mapping, Placeholders placeholders, ProblemLog log) {
        this.mapping = mapping;
        this.placeholders = placeholders;
        this.log = log;
    }

    Rule parse(Node document) throws RuleSyntaxException {
        Map<String, Node> entries = YamlNodes.mapping(document, "a rule");
        for (Map.Entry<String, String> kind : NOT_YET.entrySet()) {
            if (entries.containsKey(kind.getKey())) {
                throw new RuleSyntaxException(YamlNodes.key(document, kind.getKey()), kind.getValue());
            }
        }
        RuleHeader header = RuleHeader.parse(entries, document, log);
        Node logSource = RuleHeader.required(entries, "logsource", document);
        Node detection = RuleHeader.required(entries, "detection", document);
        Expression condition = condition(detection);
        return new Rule(
                header.ref(new Digest().add("1").add(condition.toString()).hex(16)),
                header.severity(),
                header.riskScore(),
                header.status(),
                header.description(),
                header.falsePositives(),
                header.extras().auditLevel(),
                logSource(logSource),
                condition,
                MessageTemplate.NONE,
                header.names(),
                log.file());
    }

    private static LogSource logSource(Node node) throws RuleSyntaxException {
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

    private Expression condition(Node detection) throws RuleSyntaxException {
        Map<String, Node> entries = YamlNodes.mapping(detection, "detection");
        if (entries.containsKey("timeframe")) {
            throw new RuleSyntaxException(
                    YamlNodes.key(detection, "timeframe"), "'timeframe' is Sigma 1; write a correlation rule instead");
        }
        Node condition = RuleHeader.required(entries, "condition", detection);
        SelectionParser parser = new SelectionParser(mapping, placeholders);
        Map<String, Expression> selections = new LinkedHashMap<>();
        for (Map.Entry<String, Node> entry : entries.entrySet()) {
            if (!entry.getKey().equals("condition")) {
                selections.put(entry.getKey(), parser.parse(entry.getValue()));
            }
        }
        Set<String> used = new HashSet<>();
        List<Expression> alternatives = new ArrayList<>();
        for (Node item : YamlNodes.items(condition)) {
            ScalarNode text = YamlNodes.scalar(item, "condition");
            ConditionParser conditionParser = new ConditionParser(selections, text);
            alternatives.add(conditionParser.parse());
            used.addAll(conditionParser.used());
            if (conditionParser.shouted()) {
                log.warning(
                        item.getStartMark().getLine(),
                        item.getStartMark().getColumn(),
                        "operators are written in lower case: and, or, not");
            }
        }
        for (String name : selections.keySet()) {
            if (!used.contains(name)) {
                Node key = YamlNodes.key(detection, name);
                log.warning(
                        key.getStartMark().getLine(),
                        key.getStartMark().getColumn(),
                        "selection '" + name + "' is never used by the condition");
            }
        }
        return Expression.or(alternatives);
    }
}

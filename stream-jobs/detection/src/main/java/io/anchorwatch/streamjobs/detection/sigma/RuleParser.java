// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
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
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Turns one YAML document into a rule. */
final class RuleParser {

    private static final Map<String, String> NOT_YET = Map.of(
            "correlation", "correlation rules are not supported yet",
            "filter", "filter documents are not supported yet",
            "action", "control documents ('action: …') are not supported yet");

    private final FieldMapping mapping;
    private final Placeholders placeholders;
    private final Languages languages;
    private final ProblemLog log;

    RuleParser(FieldMapping mapping, Placeholders placeholders, Languages languages, ProblemLog log) {
        this.mapping = mapping;
        this.placeholders = placeholders;
        this.languages = languages;
        this.log = log;
    }

    Rule parse(Node document) throws RuleSyntaxException {
        Map<String, Node> entries = YamlNodes.mapping(document, "a rule");
        for (Map.Entry<String, String> kind : NOT_YET.entrySet()) {
            if (entries.containsKey(kind.getKey())) {
                throw new RuleSyntaxException(YamlNodes.key(document, kind.getKey()), kind.getValue());
            }
        }
        String title = YamlNodes.text(required(entries, "title", document), "title");
        Node logSource = required(entries, "logsource", document);
        Node detection = required(entries, "detection", document);
        Expression condition = condition(detection);
        Severity severity = severity(entries.get("level"), document);
        Extras extras = Extras.parse(entries.get("anchorwatch"));
        String logicHash = new Digest().add("1").add(condition.toString()).hex(16);
        return new Rule(
                new Alert.RuleRef(
                        id(entries, title),
                        YamlNodes.text(entries.getOrDefault("modified", entries.get("date")), "modified"),
                        logicHash,
                        title,
                        attack(YamlNodes.texts(entries.get("tags"), "tags")),
                        extras.runbook(),
                        YamlNodes.texts(entries.get("references"), "references")),
                severity,
                extras.risk() < 0 ? severity.defaultRiskScore() : extras.risk(),
                YamlNodes.text(entries.get("status"), "status"),
                YamlNodes.text(entries.get("description"), "description"),
                YamlNodes.texts(entries.get("falsepositives"), "falsepositives"),
                extras.auditLevel(),
                logSource(logSource),
                condition,
                MessageTemplate.NONE,
                names(entries, title),
                log.file());
    }

    private static Node required(Map<String, Node> entries, String key, Node document) throws RuleSyntaxException {
        @Nullable Node node = entries.get(key);
        if (node == null) {
            throw new RuleSyntaxException(document, "'" + key + "' is missing");
        }
        return node;
    }

    /** The stable name if the rule has one, else its UUID, else its title. */
    private static String id(Map<String, Node> entries, String title) throws RuleSyntaxException {
        String name = YamlNodes.text(entries.get("name"), "name");
        String id = YamlNodes.text(entries.get("id"), "id");
        if (!name.isEmpty() || !id.isEmpty()) {
            return name.isEmpty() ? id : name;
        }
        String slug =
                title.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
        return slug.isEmpty() ? "rule-" + new Digest().add(title).hex(12) : slug;
    }

    private static Set<String> names(Map<String, Node> entries, String title) throws RuleSyntaxException {
        Set<String> names = new HashSet<>(Set.of(id(entries, title)));
        String uuid = YamlNodes.text(entries.get("id"), "id");
        if (!uuid.isEmpty()) {
            names.add(uuid);
        }
        return names;
    }

    private Severity severity(@Nullable Node level, Node document) throws RuleSyntaxException {
        if (level == null) {
            log.warning(document.getStartMark().getLine(), 0, "no 'level'; medium is assumed");
            return Severity.MEDIUM;
        }
        String name = YamlNodes.text(level, "level");
        return Severity.of(name)
                .orElseThrow(() -> new RuleSyntaxException(
                        level, "level '" + name + "' is none of informational, low, medium, high, critical"));
    }

    private static List<String> attack(List<String> tags) {
        return tags.stream()
                .filter(tag -> tag.matches("(?i)attack\\.t[0-9]{4}(\\.[0-9]{3})?"))
                .map(tag -> tag.substring("attack.".length()).toUpperCase(Locale.ROOT))
                .toList();
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
        Node condition = required(entries, "condition", detection);
        SelectionParser parser = new SelectionParser(mapping, placeholders, languages, log);
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

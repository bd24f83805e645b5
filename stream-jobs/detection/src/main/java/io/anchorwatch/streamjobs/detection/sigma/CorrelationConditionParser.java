// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.expr.Exists;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.rule.CorrelationCondition;
import io.anchorwatch.streamjobs.detection.rule.CorrelationCondition.Bound;
import io.anchorwatch.streamjobs.detection.rule.CorrelationCondition.Operator;
import io.anchorwatch.streamjobs.detection.rule.CorrelationType;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** The {@code condition} of a correlation: bounds and what they are for, or for temporal types names of rules. */
final class CorrelationConditionParser {

    private static final BigDecimal MAX_COUNT = BigDecimal.valueOf(100_000);

    private final FieldMapping mapping;
    private final CorrelationType type;
    private final List<String> rules;
    private final Set<String> aliases;
    private final ProblemLog log;

    CorrelationConditionParser(
            FieldMapping mapping, CorrelationType type, List<String> rules, Set<String> aliases, ProblemLog log) {
        this.mapping = mapping;
        this.type = type;
        this.rules = rules;
        this.aliases = aliases;
        this.log = log;
    }

    CorrelationCondition parse(@Nullable Node node, Node correlation) throws RuleSyntaxException {
        if (node == null) {
            if (!type.isTemporal()) {
                throw new RuleSyntaxException(
                        correlation, "'condition' is missing; " + type.sigmaName() + " needs one");
            }
            return bounds(List.of(new Bound(Operator.GTE, BigDecimal.valueOf(rules.size()))), List.of(), 0);
        }
        return node instanceof ScalarNode text ? overRules(text) : comparison(node);
    }

    private CorrelationCondition overRules(ScalarNode text) throws RuleSyntaxException {
        if (!type.isTemporal()) {
            throw new RuleSyntaxException(
                    text, "only temporal types take an expression over rules; write gte, lte … with a number");
        }
        Map<String, Expression> selections = new LinkedHashMap<>();
        rules.forEach(rule -> selections.put(rule, new Expression.Leaf(rule, new Exists(true))));
        ConditionParser parser =
                new ConditionParser(selections, new Scope.Condition(new Place(log, text), text.getValue(), ""));
        Expression over = parser.parse();
        Set<String> unused = new HashSet<>(rules);
        unused.removeAll(parser.used());
        if (!unused.isEmpty()) {
            throw new RuleSyntaxException(text, "the condition never looks at " + unused);
        }
        if (type == CorrelationType.TEMPORAL_ORDERED) {
            throw new RuleSyntaxException(text, "an expression has no order; use type temporal, or leave it out");
        }
        return new CorrelationCondition(List.of(), List.of(), 0, Optional.of(over));
    }

    private CorrelationCondition comparison(Node node) throws RuleSyntaxException {
        List<Bound> bounds = new ArrayList<>();
        List<String> fields = List.of();
        double percentile = -1;
        for (Map.Entry<String, Node> entry :
                YamlNodes.mapping(node, "condition").entrySet()) {
            Node value = entry.getValue();
            switch (entry.getKey()) {
                case "field" -> fields = fields(value);
                case "percentile" -> percentile = percentile(value);
                case "gt", "gte", "lt", "lte", "eq", "neq" -> bounds.add(bound(entry.getKey(), value));
                default ->
                    throw new RuleSyntaxException(
                            YamlNodes.key(node, entry.getKey()),
                            "'" + entry.getKey() + "' is none of gt, gte, lt, lte, eq, neq, field, percentile");
            }
        }
        if (bounds.isEmpty()) {
            throw new RuleSyntaxException(node, "the condition has no bound; give gt, gte, lt, lte, eq or neq");
        }
        if (type.sigmaName().startsWith("value_") == fields.isEmpty()) {
            throw new RuleSyntaxException(
                    node, type.sigmaName() + (fields.isEmpty() ? " needs a 'field'" : " has no 'field'"));
        }
        if (type.isNumeric() && fields.size() > 1) {
            throw new RuleSyntaxException(node, type.sigmaName() + " takes one field");
        }
        if ((type == CorrelationType.VALUE_PERCENTILE) == (percentile < 0)) {
            throw new RuleSyntaxException(
                    node,
                    percentile < 0
                            ? "value_percentile needs 'percentile', a number from 0 to 100"
                            : "'percentile' belongs to value_percentile");
        }
        return bounds(bounds, fields, Math.max(0, percentile));
    }

    private static CorrelationCondition bounds(List<Bound> bounds, List<String> fields, double percentile) {
        return new CorrelationCondition(bounds, fields, percentile, Optional.empty());
    }

    private List<String> fields(Node node) throws RuleSyntaxException {
        List<String> fields = new ArrayList<>();
        for (String name : YamlNodes.texts(node, "field")) {
            List<String> mapped = mapping.map(name);
            if (aliases.contains(name) || (mapped.size() > 1 && !mapped.contains(name))) {
                throw new RuleSyntaxException(node, "'" + name + "' stands for several fields; name one of them");
            }
            fields.add(mapped.contains(name) ? name : mapped.get(0));
        }
        return fields;
    }

    private static double percentile(Node node) throws RuleSyntaxException {
        BigDecimal number = number(node, "percentile");
        if (number.signum() < 0 || number.compareTo(BigDecimal.valueOf(100)) > 0) {
            throw new RuleSyntaxException(node, "percentile is from 0 to 100");
        }
        return number.doubleValue();
    }

    private Bound bound(String operator, Node node) throws RuleSyntaxException {
        BigDecimal number = number(node, operator);
        if (!type.isNumeric() && number.abs().compareTo(MAX_COUNT) > 0) {
            throw new RuleSyntaxException(node, "counts are kept up to " + MAX_COUNT);
        }
        return new Bound(Operator.valueOf(operator.toUpperCase(Locale.ROOT)), number);
    }

    private static BigDecimal number(Node node, String what) throws RuleSyntaxException {
        String text = YamlNodes.text(node, what);
        if (!text.matches("[+-]?[0-9]{1,15}(\\.[0-9]{1,9})?")) {
            throw new RuleSyntaxException(node, what + " takes a number, not '" + text + "'");
        }
        return new BigDecimal(text);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Turns a selection into an expression: a map is all of its items, a list any of them, bare values are keywords.
 *
 * @see <a href="https://github.com/SigmaHQ/sigma-specification">Sigma 2.1, detection</a>
 */
final class SelectionParser {

    private static final int MAX_DEPTH = 16;
    private static final FieldKey KEYWORDS = new FieldKey("", Set.of());

    private final FieldMapping mapping;
    private final Placeholders placeholders;

    SelectionParser(FieldMapping mapping, Placeholders placeholders) {
        this.mapping = mapping;
        this.placeholders = placeholders;
    }

    Expression parse(Node node) throws RuleSyntaxException {
        return parse(node, 0);
    }

    private Expression parse(Node node, int depth) throws RuleSyntaxException {
        if (depth > MAX_DEPTH) {
            throw new RuleSyntaxException(node, "a selection is nested at most " + MAX_DEPTH + " deep");
        }
        if (node instanceof ScalarNode keyword) {
            return keyword(keyword);
        }
        List<Expression> operands = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                operands.add(parse(item, depth + 1));
            }
            refuseEmpty(operands, node);
            return Expression.or(operands);
        }
        for (Map.Entry<String, Node> entry :
                YamlNodes.mapping(node, "a selection").entrySet()) {
            Node keyNode = YamlNodes.key(node, entry.getKey());
            operands.add(item(FieldKey.parse(entry.getKey(), keyNode), entry.getValue(), keyNode));
        }
        refuseEmpty(operands, node);
        return Expression.and(operands);
    }

    private static void refuseEmpty(List<Expression> operands, Node node) throws RuleSyntaxException {
        if (operands.isEmpty()) {
            throw new RuleSyntaxException(node, "an empty selection matches nothing; give it an item");
        }
    }

    private Expression keyword(ScalarNode node) throws RuleSyntaxException {
        if (YamlNodes.isNull(node)) {
            throw new RuleSyntaxException(node, "a keyword can't be null");
        }
        return new Expression.Leaf(Expression.KEYWORDS, new ValueParser(KEYWORDS).test(node));
    }

    private Expression item(FieldKey key, Node value, Node keyNode) throws RuleSyntaxException {
        if (value instanceof MappingNode) {
            throw new RuleSyntaxException(
                    value, "a field's value is a value or a list; write nested fields as '" + key.field() + ".name'");
        }
        List<ValueTest> tests = tests(key, value, keyNode);
        List<String> fields = key.field().isEmpty() ? List.of(Expression.KEYWORDS) : mapping.map(key.field());
        List<Expression> alternatives = new ArrayList<>();
        if (key.has(Modifier.ALL)) {
            for (ValueTest test : tests) {
                alternatives.add(anyField(fields, test));
            }
            return negate(key, Expression.and(alternatives));
        }
        for (ValueTest test : TestMerger.merge(tests)) {
            alternatives.add(anyField(fields, test));
        }
        return negate(key, Expression.or(alternatives));
    }

    private List<ValueTest> tests(FieldKey key, Node value, Node keyNode) throws RuleSyntaxException {
        ValueParser parser = new ValueParser(key);
        List<ValueTest> tests = new ArrayList<>();
        for (Node item : YamlNodes.items(value)) {
            if (!(item instanceof ScalarNode scalar)) {
                throw new RuleSyntaxException(item, "a value in this list must be a single value");
            }
            if (key.has(Modifier.EXPAND)) {
                for (String expanded : placeholders.expand(scalar)) {
                    tests.add(parser.text(expanded));
                }
            } else {
                tests.add(parser.test(scalar));
            }
        }
        if (tests.isEmpty()) {
            throw new RuleSyntaxException(keyNode, "an empty list; to ask for an absent field write null");
        }
        return tests;
    }

    private static Expression anyField(List<String> fields, ValueTest test) {
        return Expression.or(fields.stream()
                .<Expression>map(field -> new Expression.Leaf(field, test))
                .toList());
    }

    private static Expression negate(FieldKey key, Expression expression) {
        return key.has(Modifier.NEQ) ? new Expression.Not(expression) : expression;
    }
}

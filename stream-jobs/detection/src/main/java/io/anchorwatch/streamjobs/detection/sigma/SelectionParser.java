// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.expr.Exists;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.IsNull;
import io.anchorwatch.streamjobs.detection.expr.TextEquals;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import io.anchorwatch.streamjobs.detection.language.ExpressionLanguage;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
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
    private static final int MAX_NODES = 100_000;
    private static final FieldKey KEYWORDS = new FieldKey("", Set.of());

    private final FieldMapping mapping;
    private final Placeholders placeholders;
    private final Languages languages;
    private final ProblemLog log;
    private int nodes;

    SelectionParser(FieldMapping mapping, Placeholders placeholders, Languages languages, ProblemLog log) {
        this.mapping = mapping;
        this.placeholders = placeholders;
        this.languages = languages;
        this.log = log;
    }

    Expression parse(Node node) throws RuleSyntaxException {
        return parse(node, 0);
    }

    private Expression parse(Node node, int depth) throws RuleSyntaxException {
        count(node);
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
            @Nullable Expression foreign = expression(entry.getKey(), entry.getValue(), keyNode);
            if (foreign != null) {
                operands.add(foreign);
                continue;
            }
            operands.add(item(FieldKey.parse(entry.getKey(), keyNode), entry.getValue(), keyNode));
        }
        refuseEmpty(operands, node);
        return Expression.and(operands);
    }

    /** An item in a language of its own, {@code '|name': text}; null for any other. */
    private @Nullable Expression expression(String key, Node value, Node keyNode) throws RuleSyntaxException {
        List<String> parts = List.of(key.split("\\|", -1));
        @Nullable
        ExpressionLanguage language = parts.stream()
                .map(languages::named)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (language == null) {
            return null;
        }
        boolean all = parts.size() == 3 && parts.contains("all");
        if (!parts.get(0).isEmpty() || parts.size() > (all ? 3 : 2)) {
            throw new RuleSyntaxException(
                    keyNode,
                    "an expression stands alone: '|" + language.name() + "' or '|" + language.name() + "|all'");
        }
        List<Expression> operands = new ArrayList<>();
        for (Node item : YamlNodes.items(value)) {
            count(item);
            ScalarNode text = YamlNodes.scalar(item, "an expression");
            operands.add(Languages.compile(language, text, log));
        }
        refuseEmpty(operands, value);
        return all ? Expression.and(operands) : Expression.or(operands);
    }

    /** Aliases let a small file stand for a huge one. */
    private void count(Node node) throws RuleSyntaxException {
        if (++nodes > MAX_NODES) {
            throw new RuleSyntaxException(node, "a rule has at most " + MAX_NODES + " values, aliases counted");
        }
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
        List<List<ValueTest>> groups = tests(key, value, keyNode);
        List<String> fields = key.field().isEmpty() ? List.of(Expression.KEYWORDS) : mapping.map(key.field());
        boolean absent = mapping.emptyMeansAbsent(key.field());
        List<Expression> all = new ArrayList<>();
        List<ValueTest> any = new ArrayList<>();
        for (List<ValueTest> group : groups) {
            all.add(anyField(fields, group, absent));
            any.addAll(group);
        }
        return negate(key, key.has(Modifier.ALL) ? Expression.and(all) : anyField(fields, any, absent));
    }

    /** The alternatives of each value; several only where a list takes a placeholder's place. */
    private List<List<ValueTest>> tests(FieldKey key, Node value, Node keyNode) throws RuleSyntaxException {
        ValueParser parser = new ValueParser(key);
        List<List<ValueTest>> tests = new ArrayList<>();
        for (Node item : YamlNodes.items(value)) {
            if (!(item instanceof ScalarNode scalar)) {
                throw new RuleSyntaxException(item, "a value in this list must be a single value");
            }
            count(item);
            List<ValueTest> group = new ArrayList<>();
            if (key.has(Modifier.EXPAND)) {
                for (String expanded : placeholders.expand(scalar)) {
                    group.add(parser.test(scalar, expanded));
                }
            } else {
                group.add(parser.test(scalar));
            }
            tests.add(group);
        }
        if (tests.isEmpty()) {
            throw new RuleSyntaxException(keyNode, "an empty list; to ask for an absent field write null");
        }
        return tests;
    }

    /** One of the tests passes on one of the fields; a field that has several names is absent when all are. */
    private static Expression anyField(List<String> fields, List<ValueTest> tests, boolean emptyMeansAbsent) {
        List<Expression> alternatives = new ArrayList<>();
        for (ValueTest test : TestMerger.merge(tests)) {
            List<Expression> leaves = fields.stream()
                    .<Expression>map(field -> new Expression.Leaf(field, test))
                    .toList();
            boolean every = test instanceof IsNull || (test instanceof Exists exists && !exists.expected());
            alternatives.add(every ? Expression.and(leaves) : Expression.or(leaves));
            if (emptyMeansAbsent
                    && test instanceof TextEquals equals
                    && equals.texts().contains("")) {
                alternatives.add(anyField(fields, List.of(new IsNull()), false));
            }
        }
        return Expression.or(alternatives);
    }

    private static Expression negate(FieldKey key, Expression expression) {
        return key.has(Modifier.NEQ) ? new Expression.Not(expression) : expression;
    }
}

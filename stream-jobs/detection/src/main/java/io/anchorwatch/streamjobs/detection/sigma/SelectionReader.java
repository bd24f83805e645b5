// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.language.ExpressionLanguage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/**
 * Reads a selection: a map is all of its items, a list any of them, bare values are keywords.
 *
 * @see <a href="https://github.com/SigmaHQ/sigma-specification">Sigma 2.1, detection</a>
 */
final class SelectionReader {

    private static final int MAX_DEPTH = 16;
    private static final int MAX_NODES = 100_000;

    private final Languages languages;
    private final ProblemLog log;
    private final SigmaVersion version;
    private int nodes;

    SelectionReader(Languages languages, SigmaVersion version, ProblemLog log) {
        this.languages = languages;
        this.version = version;
        this.log = log;
    }

    Selection read(Node node) throws RuleSyntaxException {
        return read(node, 0, false);
    }

    private Selection read(Node node, int depth, boolean inElement) throws RuleSyntaxException {
        count(node);
        if (depth > MAX_DEPTH) {
            throw new RuleSyntaxException(node, "a selection is nested at most " + MAX_DEPTH + " deep");
        }
        if (node instanceof ScalarNode keyword) {
            if (YamlNodes.isNull(node)) {
                throw new RuleSyntaxException(node, "a keyword can't be null");
            }
            return new Selection.Item(
                    Expression.KEYWORDS, List.of(), List.of(Value.of(keyword, log)), new Place(log, node));
        }
        List<Selection> parts = new ArrayList<>();
        if (node instanceof SequenceNode list) {
            for (Node item : list.getValue()) {
                parts.add(read(item, depth + 1, inElement));
            }
            refuseEmpty(parts, node);
            return parts.size() == 1 ? parts.get(0) : new Selection.Any(parts);
        }
        for (Map.Entry<String, Node> entry :
                YamlNodes.mapping(node, "a selection").entrySet()) {
            parts.add(entry(entry.getKey(), entry.getValue(), YamlNodes.key(node, entry.getKey()), depth, inElement));
        }
        refuseEmpty(parts, node);
        return parts.size() == 1 ? parts.get(0) : new Selection.All(parts);
    }

    private Selection entry(String key, Node value, Node keyNode, int depth, boolean inElement)
            throws RuleSyntaxException {
        List<String> parts = List.of(key.split("\\|", -1));
        @Nullable
        ExpressionLanguage language = parts.stream()
                .skip(1)
                .map(languages::named)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        if (language != null) {
            if (inElement) {
                throw new RuleSyntaxException(keyNode, "an expression sees the whole event and can't stand in a block");
            }
            return foreign(language, parts, value, keyNode);
        }
        Place place = new Place(log, keyNode);
        String field = version.field(parts.get(0), place);
        if (field.equals(Expression.ELEMENT) && !inElement) {
            throw place.problem("'.' names an element of an array and stands only in a block 'field[any]:'");
        }
        List<String> modifiers = parts.subList(1, parts.size());
        if (value instanceof MappingNode body) {
            return block(field, modifiers, body, place, depth);
        }
        return item(field, ModifierChain.parse(field, modifiers, place), value, place);
    }

    private Selection.Item item(String field, List<Modifier> modifiers, Node value, Place place)
            throws RuleSyntaxException {
        List<Value> values = new ArrayList<>();
        for (Node item : YamlNodes.items(value)) {
            if (!(item instanceof ScalarNode scalar)) {
                throw new RuleSyntaxException(item, "a value in this list must be a single value");
            }
            count(item);
            values.add(Value.of(scalar, log));
        }
        if (values.isEmpty()) {
            place.warn("an empty list means null, an absent field; write null to say so");
            values.add(new Value(Value.Kind.NULL, "", place));
        }
        return new Selection.Item(field, modifiers, values, place);
    }

    /** Items that one element of an array must meet together. */
    private Selection block(String field, List<String> modifiers, MappingNode body, Place place, int depth)
            throws RuleSyntaxException {
        Optional<FieldSelector> selector = FieldSelector.of(field);
        boolean indexed = field.matches("(?s).*[^\\\\]\\[-?[0-9]{1,9}]");
        if (selector.isEmpty() && !indexed) {
            throw new RuleSyntaxException(
                    body,
                    "a field's value is a value or a list; write nested fields as '" + field
                            + ".name', and what one element of an array must meet as '" + field + "[any]:'");
        }
        if (!modifiers.isEmpty()) {
            throw place.problem("a block takes no modifiers; write them at the items in it");
        }
        count(body);
        Scope scope = YamlNodes.mapping(body, "a block").containsKey("condition")
                ? extended(body, depth)
                : Scope.of("block", read(body, depth + 1, true));
        if (selector.isEmpty()) {
            return new Selection.Block(field, Expression.Quantifier.ANY, scope, place);
        }
        FieldSelector outer = selector.get();
        if (outer.rest().equals(Expression.ELEMENT)) {
            return new Selection.Block(outer.head(), outer.quantifier(), scope, place);
        }
        Selection inner = block(outer.rest(), modifiers, body, place, depth + 1);
        return new Selection.Block(outer.head(), outer.quantifier(), Scope.of("block", inner), place);
    }

    private Scope extended(MappingNode body, int depth) throws RuleSyntaxException {
        return scope(body, "a block", "", depth + 1, true);
    }

    /** Reads named selections and their {@code condition}; other keys than these are left out by the caller. */
    Scope scope(Node node, String what, String timeframe, int depth, boolean inElement) throws RuleSyntaxException {
        if (depth > MAX_DEPTH) {
            throw new RuleSyntaxException(node, "a selection is nested at most " + MAX_DEPTH + " deep");
        }
        Map<String, Selection> selections = new LinkedHashMap<>();
        Map<String, Place> names = new LinkedHashMap<>();
        List<Scope.Condition> conditions = new ArrayList<>();
        for (Map.Entry<String, Node> entry : YamlNodes.mapping(node, what).entrySet()) {
            if (entry.getKey().equals("condition")) {
                for (Node item : YamlNodes.items(entry.getValue())) {
                    ScalarNode text = YamlNodes.scalar(item, "condition");
                    conditions.add(new Scope.Condition(new Place(log, text), text.getValue(), timeframe));
                }
            } else if (!entry.getKey().equals("timeframe") && !entry.getKey().equals("rules")) {
                selections.put(entry.getKey(), read(entry.getValue(), depth, inElement));
                names.put(entry.getKey(), new Place(log, YamlNodes.key(node, entry.getKey())));
            }
        }
        if (conditions.isEmpty()) {
            throw new RuleSyntaxException(node, "'condition' is missing");
        }
        return new Scope(selections, names, conditions);
    }

    /** An item in a language of its own, {@code '|name': text}. */
    private Selection foreign(ExpressionLanguage language, List<String> parts, Node value, Node keyNode)
            throws RuleSyntaxException {
        boolean all = parts.size() == 3 && parts.contains("all");
        if (!parts.get(0).isEmpty() || parts.size() > (all ? 3 : 2)) {
            throw new RuleSyntaxException(
                    keyNode,
                    "an expression stands alone: '|" + language.name() + "' or '|" + language.name() + "|all'");
        }
        List<Expression> operands = new ArrayList<>();
        for (Node item : YamlNodes.items(value)) {
            count(item);
            operands.add(Languages.compile(language, YamlNodes.scalar(item, "an expression"), log));
        }
        refuseEmpty(operands, value);
        return new Selection.Foreign(all ? Expression.and(operands) : Expression.or(operands));
    }

    /** Aliases let a small file stand for a huge one. */
    private void count(Node node) throws RuleSyntaxException {
        if (++nodes > MAX_NODES) {
            throw new RuleSyntaxException(node, "a rule has at most " + MAX_NODES + " values, aliases counted");
        }
    }

    private static void refuseEmpty(List<?> parts, Node node) throws RuleSyntaxException {
        if (parts.isEmpty()) {
            throw new RuleSyntaxException(node, "an empty selection matches nothing; give it an item");
        }
    }
}

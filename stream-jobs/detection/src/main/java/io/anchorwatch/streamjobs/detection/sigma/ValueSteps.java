// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** Transformations of values. */
final class ValueSteps {

    /** Makes one value into any of several. */
    private interface OfValue {
        List<Value> apply(Value value, PipelineRun run) throws RuleSyntaxException;
    }

    private ValueSteps() {}

    static Transformation.OfItem read(String type, Params params) throws RuleSyntaxException {
        return switch (type) {
            case "replace_string" -> {
                ReplaceString replace = ReplaceString.read(params);
                yield each((value, run) -> List.of(text(value) ? value.withText(replace.in(value.raw())) : value));
            }
            case "map_string" -> {
                Map<String, List<String>> mapping = params.lists("mapping", true);
                yield each((value, run) -> text(value) && mapping.containsKey(value.raw())
                        ? mapping.getOrDefault(value.raw(), List.of()).stream()
                                .map(value::withText)
                                .toList()
                        : List.of(value));
            }
            case "set_value" -> setValue(params);
            case "convert_type" -> {
                boolean number = params.choice("target_type", "", "str", "num").equals("num");
                yield each((value, run) -> List.of(converted(value, number)));
            }
            case "case", "case_transformation" -> {
                UnaryOperator<String> change = changeOfCase(params);
                yield each((value, run) -> List.of(text(value) ? value.withText(change.apply(value.raw())) : value));
            }
            case "regex" -> AsRegex.read(params);
            case "hashes_fields" -> HashesFields.read(params);
            case "wildcard_placeholders", "value_placeholders" -> PlaceholderStep.read(type, params);
            default -> throw params.place("type").problem("the transformation '" + type + "' is not supported");
        };
    }

    private static boolean text(Value value) {
        return value.kind() == Value.Kind.TEXT;
    }

    /** Applies to each value; several in the place of one stay alternatives, also where all values must hold. */
    private static Transformation.OfItem each(OfValue step) {
        return (item, run) -> {
            List<List<Value>> groups = new ArrayList<>();
            for (Value value : item.values()) {
                groups.add(step.apply(value, run));
            }
            return grouped(item, groups);
        };
    }

    static Selection grouped(Selection.Item item, List<List<Value>> groups) throws RuleSyntaxException {
        boolean single = groups.stream().allMatch(group -> group.size() == 1);
        List<Value> flat = groups.stream().flatMap(List::stream).toList();
        if (flat.isEmpty()) {
            throw item.place().problem("a pipeline leaves no value here");
        }
        if (single || !item.has(Modifier.ALL)) {
            return item.withValues(flat);
        }
        if (item.has(Modifier.NEQ)) {
            throw item.place().problem("a pipeline makes several values of one, which 'all' with 'neq' can't say");
        }
        List<Modifier> any =
                item.modifiers().stream().filter(each -> each != Modifier.ALL).toList();
        return new Selection.All(groups.stream()
                .<Selection>map(group -> item.withModifiers(any).withValues(group))
                .toList());
    }

    private static Transformation.OfItem setValue(Params params) throws RuleSyntaxException {
        ScalarNode node = YamlNodes.scalar(params.required("value"), "value");
        Value read = Value.of(node, params.log());
        String force = params.choice("force_type", "", "", "str", "num");
        Value set = force.isEmpty() ? read : converted(read, force.equals("num"));
        return (item, run) -> item.withValues(List.of(set));
    }

    private static Value converted(Value value, boolean toNumber) throws RuleSyntaxException {
        if (value.isNull()) {
            return value;
        }
        if (!toNumber) {
            return value.withText(value.canonical());
        }
        value.number("a pipeline makes this a number, which it is not");
        return new Value(Value.Kind.NUMBER, value.raw(), value.place());
    }

    private static UnaryOperator<String> changeOfCase(Params params) throws RuleSyntaxException {
        String method = params.choice("method", "lower", "lower", "upper", "snake_case");
        return switch (method) {
            case "lower" -> text -> text.toLowerCase(Locale.ROOT);
            case "upper" -> text -> text.toUpperCase(Locale.ROOT);
            default -> FieldSteps::snake;
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.falco.ExceptionDefinition.Given;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads the exceptions of a rule and says what is missing or does not fit. */
final class ExceptionReader {

    private static final Set<String> KEYS = Set.of("name", "fields", "comps", "values");
    private static final Set<String> LIST_OPERATORS = Set.of("in", "pmatch", "intersects");
    private static final Set<String> OPERATORS = Set.of(
            "exists",
            "<",
            "<=",
            ">",
            ">=",
            "=",
            "==",
            "!=",
            "glob",
            "iglob",
            "contains",
            "icontains",
            "bcontains",
            "startswith",
            "bstartswith",
            "endswith",
            "regex",
            "in",
            "pmatch",
            "intersects");
    private static final Set<String> MODIFIERS = Set.of("oneof", "anyof", "allof");
    private static final int MAX_DEPTH = 3;

    private ExceptionReader() {}

    static List<ExceptionDefinition> read(Item rule) throws FalcoException {
        List<ExceptionDefinition> exceptions = new ArrayList<>();
        if (!rule.holds("exceptions")) {
            return exceptions;
        }
        for (Node element : rule.sequence("exceptions")) {
            Item item = rule.item(element);
            item.warnUnknown(KEYS);
            List<Given> values = new ArrayList<>();
            if (item.has("values")) {
                for (Node value : item.sequence("values")) {
                    values.add(entry(item, value, 0));
                }
            }
            exceptions.add(new ExceptionDefinition(
                    item.text("name").toString(),
                    item.has("fields") ? entry(item, item.required("fields"), 0) : null,
                    item.has("comps") ? entry(item, item.required("comps"), 0) : null,
                    values,
                    item.place()));
        }
        return exceptions;
    }

    private static Given entry(Item item, Node node, int depth) throws FalcoException {
        long place = item.place(node);
        if (node instanceof ScalarNode scalar) {
            if (scalar.getValue().isEmpty()) {
                throw new FalcoException(place, "a value of an exception must not be empty");
            }
            return new Given(scalar.getValue(), null, place);
        }
        if (!(node instanceof SequenceNode sequence) || depth == MAX_DEPTH) {
            throw new FalcoException(place, "expected a value or a list of values here");
        }
        List<Given> items = new ArrayList<>();
        for (Node element : sequence.getValue()) {
            items.add(entry(item, element, depth + 1));
        }
        return new Given("", items, place);
    }

    /** Fills in the comparisons that are not stated and checks that all fits together. */
    static ExceptionDefinition complete(ExceptionDefinition exception) throws FalcoException {
        @Nullable Given fields = exception.fields();
        if (fields == null) {
            throw new FalcoException(exception.place(), "exception '" + exception.name() + "' has no 'fields'");
        }
        Given comps = comparisons(exception, fields);
        if (!fields.isList()) {
            String operator = comps.text().trim();
            if (comps.isList() || !(LIST_OPERATORS.contains(operator) || isModified(operator))) {
                throw new FalcoException(
                        comps.place(),
                        "with a single field 'comps' is one of in, pmatch, intersects, or an operator with oneof,"
                                + " anyof or allof");
            }
        } else if (comps.elements().size() != fields.elements().size() || !comps.isList()) {
            throw new FalcoException(exception.place(), "'fields' and 'comps' must be lists of equal length");
        }
        for (Given comp : comps.elements()) {
            if (!OPERATORS.contains(comp.text().trim())
                    && !isModified(comp.text().trim())) {
                throw new FalcoException(comp.place(), "'" + comp.text() + "' is no comparison operator");
            }
        }
        return new ExceptionDefinition(exception.name(), fields, comps, exception.values(), exception.place());
    }

    private static Given comparisons(ExceptionDefinition exception, Given fields) {
        @Nullable Given stated = exception.comps();
        if (stated != null) {
            return stated;
        }
        return fields.isList()
                ? new Given(
                        "",
                        fields.elements().stream()
                                .map(field -> new Given("=", null, field.place()))
                                .toList(),
                        fields.place())
                : new Given("in", null, fields.place());
    }

    static boolean isModified(String operator) {
        String[] words = operator.split("\\s+", -1);
        return words.length == 2
                && OPERATORS.contains(words[0])
                && !LIST_OPERATORS.contains(words[0])
                && MODIFIERS.contains(words[1]);
    }

    /** Whether the operator's right side is a list. */
    static boolean takesList(String operator) {
        return LIST_OPERATORS.contains(operator) || isModified(operator);
    }

    /** Adds exceptions to those of a rule: values to one that is there, whole ones otherwise. */
    static void append(List<ExceptionDefinition> to, List<ExceptionDefinition> added) throws FalcoException {
        for (ExceptionDefinition exception : added) {
            int at = 0;
            while (at < to.size() && !to.get(at).name().equals(exception.name())) {
                at++;
            }
            if (at == to.size()) {
                if (exception.values().isEmpty()) {
                    throw new FalcoException(
                            exception.place(), "exception '" + exception.name() + "' is new and has no 'values'");
                }
                to.add(complete(exception));
            } else if (exception.fields() != null || exception.comps() != null) {
                throw new FalcoException(
                        exception.place(),
                        "exception '" + exception.name() + "' is there already; only 'values' can be added to it");
            } else {
                to.set(at, to.get(at).plus(exception.values()));
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.expr.Exists;
import io.anchorwatch.streamjobs.detection.expr.InNetwork;
import io.anchorwatch.streamjobs.detection.expr.IsNull;
import io.anchorwatch.streamjobs.detection.expr.Network;
import io.anchorwatch.streamjobs.detection.expr.NumberCompare;
import io.anchorwatch.streamjobs.detection.expr.SameAsField;
import io.anchorwatch.streamjobs.detection.expr.TimePart;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns one value of an item into tests, any of which may pass, as the item's modifiers say. */
final class ValueTests {

    private static final Set<Modifier> NULLABLE = EnumSet.of(Modifier.NEQ, Modifier.ALL);

    private final Selection.Item item;
    private final Placeholders placeholders;

    ValueTests(Selection.Item item, Placeholders placeholders) {
        this.item = item;
        this.placeholders = placeholders;
    }

    List<ValueTest> of(Value value) throws RuleSyntaxException {
        if (item.has(Modifier.EXISTS)) {
            @Nullable Boolean expected = value.bool();
            if (expected == null || item.values().size() > 1) {
                throw value.place().problem("'exists' takes true or false");
            }
            return List.of(new Exists(expected));
        }
        if (value.isNull()) {
            if (!NULLABLE.containsAll(item.modifiers()) || item.field().isEmpty()) {
                throw value.place().problem("null means an absent field; with these modifiers it means nothing");
            }
            return List.of(new IsNull());
        }
        List<ValueTest> tests = new ArrayList<>();
        if (item.has(Modifier.EXPAND)) {
            for (String text : placeholders.expand(value)) {
                tests.addAll(kind(value.withText(text)));
            }
        } else {
            tests.addAll(kind(value));
        }
        return tests;
    }

    private List<ValueTest> kind(Value value) throws RuleSyntaxException {
        if (item.has(Modifier.RE)) {
            return List.of(RegexValue.test(item, value));
        }
        if (item.has(Modifier.FIELDREF)) {
            return List.of(fieldRef(value));
        }
        if (item.has(Modifier.CIDR)) {
            Optional<Network> network = Network.parse(value.canonical());
            return List.of(new InNetwork(network.orElseThrow(
                    () -> value.place().problem("'cidr' takes a network such as 10.0.0.0/8 or fd00::/8"))));
        }
        TimePart.@Nullable Part part = item.modifiers().stream()
                .map(Modifier::timePart)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        NumberCompare.@Nullable Operator operator = operator();
        if (part != null) {
            return List.of(timePart(part, operator == null ? NumberCompare.Operator.EQ : operator, value));
        }
        if (operator != null) {
            return List.of(new NumberCompare(operator, value.number("a comparison takes a number")));
        }
        return TextValue.tests(item, value);
    }

    private static ValueTest timePart(TimePart.Part part, NumberCompare.Operator operator, Value value)
            throws RuleSyntaxException {
        BigDecimal number = value.number("a part of a timestamp is a whole number");
        if (number.stripTrailingZeros().scale() > 0) {
            throw value.place().problem("a part of a timestamp is a whole number");
        }
        if (number.compareTo(BigDecimal.valueOf(part.least())) < 0
                || number.compareTo(BigDecimal.valueOf(part.most())) > 0) {
            value.place().warn("this part of a timestamp goes from " + part.least() + " to " + part.most());
        }
        return new TimePart(part, new NumberCompare(operator, number));
    }

    private ValueTest fieldRef(Value value) throws RuleSyntaxException {
        if (value.raw().isEmpty()) {
            throw value.place().problem("'fieldref' takes the name of a field");
        }
        SameAsField.Relation relation = item.has(Modifier.STARTSWITH)
                ? SameAsField.Relation.START
                : item.has(Modifier.ENDSWITH)
                        ? SameAsField.Relation.END
                        : item.has(Modifier.CONTAINS) ? SameAsField.Relation.PART : SameAsField.Relation.EQUAL;
        return new SameAsField(value.raw(), relation, item.has(Modifier.CASED));
    }

    private NumberCompare.@Nullable Operator operator() {
        if (item.has(Modifier.LT)) {
            return NumberCompare.Operator.LT;
        }
        if (item.has(Modifier.LTE)) {
            return NumberCompare.Operator.LTE;
        }
        if (item.has(Modifier.GT)) {
            return NumberCompare.Operator.GT;
        }
        return item.has(Modifier.GTE) ? NumberCompare.Operator.GTE : null;
    }
}

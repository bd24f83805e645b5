// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.expr.Differs;
import io.anchorwatch.streamjobs.detection.expr.Every;
import io.anchorwatch.streamjobs.detection.expr.Glob;
import io.anchorwatch.streamjobs.detection.expr.NumberCompare;
import io.anchorwatch.streamjobs.detection.expr.PathPrefix;
import io.anchorwatch.streamjobs.detection.expr.ShellGlob;
import io.anchorwatch.streamjobs.detection.expr.TextAffix;
import io.anchorwatch.streamjobs.detection.expr.TextEquals;
import io.anchorwatch.streamjobs.detection.expr.TextOrder;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import io.anchorwatch.streamjobs.detection.falco.field.FalcoField.Shape;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.List;

/** The test that an operator and its right side stand for. A missing field passes none of them. */
final class Tests {

    private static final String NUMERIC = " = == != < <= > >= in intersects ";

    private Tests() {}

    /** What is wrong with the operator on a field of that shape; empty when nothing is. */
    static String refusal(Shape shape, String operator, String modifier) {
        if (operator.startsWith("b") && !operator.equals("exists")) {
            return "'" + operator + "' compares raw bytes; these fields are text: use '" + operator.substring(1) + "'";
        }
        if (shape == Shape.LIST && (!modifier.isEmpty() || !" in intersects exists ".contains(" " + operator + " "))) {
            return "a list is tested with in, intersects or exists only";
        }
        if (shape == Shape.NUMBER && (!modifier.isEmpty() || !(NUMERIC + "exists ").contains(" " + operator + " "))) {
            return "a number is tested with" + NUMERIC.replace(" ", ", ").replaceAll("^,|, $", "") + " or exists only";
        }
        return "";
    }

    /** The test of a text or a list; {@code values} has one value unless the operator takes a list. */
    static ValueTest text(Shape shape, String operator, List<String> values, long place) throws FalcoException {
        String value = values.isEmpty() ? "" : values.get(0);
        return switch (operator) {
            case "=", "==", "intersects" -> new TextEquals(new HashSet<>(values), true);
            case "in" ->
                shape == Shape.LIST
                        ? new Every(new TextEquals(new HashSet<>(values), true))
                        : new TextEquals(new HashSet<>(values), true);
            case "!=" -> new Differs(new TextEquals(new HashSet<>(values), true));
            case "contains" -> new TextAffix(TextAffix.Where.ANYWHERE, values, true);
            case "icontains" -> new TextAffix(TextAffix.Where.ANYWHERE, values, false);
            case "startswith" -> new TextAffix(TextAffix.Where.START, values, true);
            case "endswith" -> new TextAffix(TextAffix.Where.END, values, true);
            case "glob" -> new ShellGlob(Glob.of(value, false));
            case "iglob" -> new ShellGlob(Glob.of(value, true));
            case "regex" -> PosixRegex.compile(value, place);
            case "pmatch" -> PathPrefix.of(values);
            default -> new TextOrder(order(operator), value);
        };
    }

    /** The test of a number. */
    static ValueTest number(String operator, List<BigDecimal> values) {
        return switch (operator) {
            case "=", "==", "in", "intersects" -> equal(values);
            case "!=" -> new Differs(equal(values));
            default -> new NumberCompare(order(operator), values.get(0));
        };
    }

    private static ValueTest equal(List<BigDecimal> values) {
        HashSet<String> texts = new HashSet<>();
        values.forEach(value -> texts.add(value.toPlainString()));
        return new TextEquals(texts, true);
    }

    private static NumberCompare.Operator order(String operator) {
        return switch (operator) {
            case "<" -> NumberCompare.Operator.LT;
            case "<=" -> NumberCompare.Operator.LTE;
            case ">" -> NumberCompare.Operator.GT;
            default -> NumberCompare.Operator.GTE;
        };
    }

    /** A whole number, decimal or hexadecimal. */
    static BigDecimal parse(String text, long place) throws FalcoException {
        if (text.matches("[0-9]{1,20}")) {
            return new BigDecimal(text);
        }
        if (text.matches("0[xX][0-9a-fA-F]{1,16}")) {
            return new BigDecimal(new BigInteger(text.substring(2), 16));
        }
        throw new FalcoException(place, "expected a whole number from 0 to 2^64-1, not '" + text + "'");
    }
}

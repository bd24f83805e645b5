// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import io.anchorwatch.streamjobs.detection.value.Shown;
import io.anchorwatch.streamjobs.detection.value.Values;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** What a test asks for, in a few words. */
public final class Wanted {

    private static final int MAX_VALUES = 8;
    private static final int MAX_TEXT = 80;

    private Wanted() {}

    /** The test as one line; long values are cut, and of many values the first few are shown. */
    public static String text(ValueTest test) {
        if (test instanceof TextEquals equals) {
            return cased(equals.cased()) + "equals " + any(equals.texts());
        }
        if (test instanceof TextAffix affix) {
            return cased(affix.cased()) + affix(affix) + any(affix.parts());
        }
        if (test instanceof TextGlob glob) {
            return cased(glob.cased()) + "is like " + quoted(pattern(glob));
        }
        if (test instanceof TextRegex regex) {
            return "matches " + quoted(regex.regex().pattern());
        }
        if (test instanceof NumberCompare compare) {
            return symbol(compare.operator()) + " " + Values.plain(compare.bound());
        }
        if (test instanceof TextOrder order) {
            return "as text " + symbol(order.operator()) + " " + quoted(order.bound());
        }
        if (test instanceof TimePart part) {
            return part.part().name().toLowerCase(Locale.ROOT) + " " + text(part.compare());
        }
        if (test instanceof IsNull) {
            return "is absent or null";
        }
        if (test instanceof Exists exists) {
            return exists.expected() ? "exists" : "is absent";
        }
        return nested(test);
    }

    private static String nested(ValueTest test) {
        if (test instanceof SameAsField same) {
            return switch (same.relation()) {
                        case EQUAL -> "equals the field ";
                        case START -> "starts with the field ";
                        case END -> "ends with the field ";
                        case PART -> "contains the field ";
                    }
                    + same.field();
        }
        if (test instanceof Every every) {
            return "every element " + text(every.test());
        }
        if (test instanceof Differs differs) {
            return "is there and not: " + text(differs.test());
        }
        if (test instanceof ExactlyOne one) {
            return "exactly one of: "
                    + String.join("; ", one.tests().stream().map(Wanted::text).toList());
        }
        if (test instanceof InNetwork in) {
            return "is in " + in.network();
        }
        return Shown.text(test.toString(), MAX_TEXT);
    }

    private static String pattern(TextGlob glob) {
        return glob.pattern()
                .replace(TextGlob.MULTI, '*')
                .replace(TextGlob.SINGLE, '?')
                .replace(TextGlob.DASH, '-');
    }

    private static String cased(boolean cased) {
        return cased ? "in this case " : "";
    }

    private static String affix(TextAffix affix) {
        return switch (affix.where()) {
            case START -> "starts with ";
            case END -> "ends with ";
            case ANYWHERE -> "contains ";
        };
    }

    private static String symbol(NumberCompare.Operator operator) {
        return switch (operator) {
            case LT -> "<";
            case LTE -> "<=";
            case GT -> ">";
            case GTE -> ">=";
            case EQ -> "=";
        };
    }

    private static String any(Collection<String> texts) {
        List<String> shown = new ArrayList<>();
        texts.stream().limit(MAX_VALUES).forEach(text -> shown.add(quoted(text)));
        int more = texts.size() - shown.size();
        return String.join(" or ", shown) + (more > 0 ? " or " + more + " more" : "");
    }

    private static String quoted(String text) {
        return "'" + Shown.text(text, MAX_TEXT) + "'";
    }
}

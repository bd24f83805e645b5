// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.expr.InNetwork;
import io.anchorwatch.streamjobs.detection.expr.NumberCompare;
import io.anchorwatch.streamjobs.detection.expr.ShellGlob;
import io.anchorwatch.streamjobs.detection.expr.TextAffix;
import io.anchorwatch.streamjobs.detection.expr.TextEquals;
import io.anchorwatch.streamjobs.detection.expr.TextGlob;
import io.anchorwatch.streamjobs.detection.expr.TextRegex;
import io.anchorwatch.streamjobs.detection.expr.ValueTest;
import io.anchorwatch.streamjobs.detection.index.FoldedText;
import io.anchorwatch.streamjobs.detection.index.FoldedTexts;
import io.anchorwatch.streamjobs.detection.index.Prefilter;
import io.anchorwatch.streamjobs.detection.value.Values;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tests that fold no copy of a text, and that look for a plain text before they run an expression. */
final class FastTests {

    private FastTests() {}

    static FastTest of(ValueTest test) {
        if (test instanceof TextEquals equals && !equals.cased()) {
            FoldedTexts texts = new FoldedTexts(equals.texts());
            return lifted(text -> texts.find(text) >= 0);
        }
        if (test instanceof TextAffix affix && !affix.cased()) {
            return lifted(text -> holds(affix, text));
        }
        if (test instanceof TextRegex || test instanceof TextGlob || test instanceof ShellGlob) {
            Optional<Prefilter> filter = Prefilter.of(test);
            return filter.isEmpty()
                    ? test::accepts
                    : lifted(text -> filter.get().lets(text) && test.accepts(text));
        }
        if (test instanceof InNetwork in) {
            return lifted(in.network()::contains);
        }
        return test instanceof NumberCompare compare ? number(compare) : test::accepts;
    }

    private static boolean holds(TextAffix affix, String text) {
        List<String> parts = affix.parts();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            boolean holds = switch (affix.where()) {
                case START -> FoldedText.startsWith(text, part);
                case END -> FoldedText.endsWith(text, part);
                case ANYWHERE -> FoldedText.contains(text, part);
            };
            if (holds) {
                return true;
            }
        }
        return false;
    }

    /** As all tests of text are lifted to values: a list passes when an element does, what is no scalar never. */
    private static FastTest lifted(Predicate<String> ofText) {
        return value -> {
            if (!(value instanceof List<?> elements)) {
                return passes(value, ofText);
            }
            for (int i = 0; i < elements.size(); i++) {
                @Nullable Object element = elements.get(i);
                if (element != null && passes(element, ofText)) {
                    return true;
                }
            }
            return false;
        };
    }

    private static boolean passes(Object value, Predicate<String> ofText) {
        @Nullable String text = Values.text(value);
        return text != null && ofText.test(text);
    }

    /** Whole numbers on both sides need no decimals. */
    private static FastTest number(NumberCompare compare) {
        if (compare.bound().scale() > 0
                || compare.bound().precision() - compare.bound().scale() > 18) {
            return compare::accepts;
        }
        long bound = compare.bound().longValue();
        return value -> value instanceof Long number
                ? compare.operator().holds(Long.compare(number, bound))
                : compare.accepts(value);
    }
}

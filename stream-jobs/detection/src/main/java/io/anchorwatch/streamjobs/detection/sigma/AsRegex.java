// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import com.google.re2j.Pattern;
import io.anchorwatch.streamjobs.detection.expr.TextGlob;
import java.util.ArrayList;
import java.util.List;

/** Makes text values regular expressions that mean the same: of the whole text, wildcards and all. */
final class AsRegex {

    private AsRegex() {}

    static Transformation.OfItem read(Params params) throws RuleSyntaxException {
        boolean plain = params.choice(
                        "method", "ignore_case_brackets", "plain", "ignore_case_flag", "ignore_case_brackets")
                .equals("plain");
        return (item, run) -> {
            boolean text = item.modifiers().stream().allMatch(AsRegex::isOfText)
                    && item.values().stream().allMatch(value -> value.kind() == Value.Kind.TEXT);
            if (!text) {
                return item;
            }
            List<Value> expressions = new ArrayList<>();
            for (Value value : item.values()) {
                for (SigmaText pattern : TextValue.texts(item, value)) {
                    expressions.add(value.withText(expression(pattern)));
                }
            }
            List<Modifier> modifiers = new ArrayList<>(List.of(Modifier.RE, Modifier.DOT_ALL));
            if (!plain && !item.has(Modifier.CASED)) {
                modifiers.add(Modifier.IGNORE_CASE);
            }
            item.modifiers().stream()
                    .filter(each -> each == Modifier.ALL || each == Modifier.NEQ)
                    .forEach(modifiers::add);
            return item.withModifiers(modifiers).withValues(expressions);
        };
    }

    private static boolean isOfText(Modifier modifier) {
        return switch (modifier) {
            case CONTAINS, STARTSWITH, ENDSWITH, CASED, ALL, NEQ -> true;
            default -> false;
        };
    }

    private static String expression(SigmaText text) {
        StringBuilder expression = new StringBuilder("\\A");
        for (char c : text.pattern().toCharArray()) {
            switch (c) {
                case TextGlob.MULTI -> expression.append(".*");
                case TextGlob.SINGLE -> expression.append('.');
                default -> expression.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return expression.append("\\z").toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A field name with a quantifier: {@code head[any].rest}. Sigma enhancement proposal 212.
 *
 * @param head where the array is
 * @param quantifier how many of its elements
 * @param rest what of each element, the dot for the element itself
 */
record FieldSelector(String head, Expression.Quantifier quantifier, String rest) {

    private static final Pattern QUANTIFIED =
            Pattern.compile("(.*?[^\\\\])\\[(any|all|all_or_empty|none)](?:\\.(.+)|(\\[.+))?", Pattern.DOTALL);

    /** A bracket at the end of a segment. */
    private static final Pattern BRACKET = Pattern.compile("(?<!\\\\)\\[([^\\[\\]]*)](?=\\.|\\[|$)");

    private static final int MAX_QUANTIFIERS = 8;
    private static final Pattern INDEX = Pattern.compile("-?[0-9]{1,9}");

    /** The first quantifier of a field, if there is one. */
    static Optional<FieldSelector> of(String field) {
        Matcher quantified = QUANTIFIED.matcher(field);
        if (!quantified.matches()) {
            return Optional.empty();
        }
        String rest = quantified.group(3);
        String direct = quantified.group(4);
        return Optional.of(new FieldSelector(
                quantified.group(1),
                Expression.Quantifier.valueOf(quantified.group(2).toUpperCase(Locale.ROOT)),
                rest != null ? rest : direct != null ? Expression.ELEMENT + direct : Expression.ELEMENT));
    }

    /** Whether the field has any selector; refuses what looks like one and is none. */
    static boolean check(String field, Place place) throws RuleSyntaxException {
        Matcher brackets = BRACKET.matcher(field);
        boolean found = false;
        boolean quantified = false;
        int quantifiers = 0;
        int end = -1;
        while (brackets.find()) {
            found = true;
            String inside = brackets.group(1);
            boolean index = INDEX.matcher(inside).matches();
            if (!index && !inside.matches("any|all|all_or_empty|none")) {
                throw place.problem(
                        "'[" + inside
                                + "]' is no selector; use any, all, all_or_empty, none or an index, or escape the brackets: \\[");
            }
            if (brackets.start() == 0) {
                throw place.problem("a selector needs a field before it");
            }
            if (index && quantified && brackets.start() == end) {
                throw place.problem("an index can't follow a quantifier directly; name a field of the element");
            }
            quantified = !index;
            quantifiers += index ? 0 : 1;
            if (quantifiers > MAX_QUANTIFIERS) {
                throw place.problem("a field has at most " + MAX_QUANTIFIERS + " quantifiers");
            }
            end = brackets.end();
        }
        return found;
    }

    /** The field with every bracket made part of its name. */
    static String literal(String field) {
        return field.replaceAll("(?<!\\\\)([\\[\\]])", "\\\\$1");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import com.google.re2j.Pattern;
import java.util.regex.Matcher;

/**
 * Replaces what an expression finds in values.
 *
 * @param pattern what to look for
 * @param replacement with {@code $1} for groups
 * @param skipSpecial whether wildcards stay as they are, only what is between them being searched
 * @param interpretSpecial whether wildcards in the replacement are wildcards then
 */
record ReplaceString(Pattern pattern, String replacement, boolean skipSpecial, boolean interpretSpecial) {

    private static final java.util.regex.Pattern GROUP = java.util.regex.Pattern.compile("(?<!\\\\)\\$([0-9]{1,2})");

    private static final java.util.regex.Pattern PYTHON =
            java.util.regex.Pattern.compile("\\\\(?:g<([0-9]{1,2})>|([0-9]{1,2})|\\\\)|\\\\|\\$");

    static ReplaceString read(Params params) throws RuleSyntaxException {
        Pattern pattern = Patterns.of(params, "regex");
        String replacement = ofPython(params.text("replacement"));
        ReplaceString read =
                new ReplaceString(pattern, replacement, params.flag("skip_special"), params.flag("interpret_special"));
        if (groups(replacement) > pattern.groupCount()) {
            throw params.place("replacement").problem("the replacement names a group that the expression has not");
        }
        return read;
    }

    /** Python writes groups as \\1 or \\g&lt;1&gt;, and a dollar is a dollar. */
    private static String ofPython(String written) {
        return PYTHON.matcher(written).replaceAll(found -> {
            if (found.group(1) != null || found.group(2) != null) {
                return Matcher.quoteReplacement("$" + (found.group(1) == null ? found.group(2) : found.group(1)));
            }
            return Matcher.quoteReplacement(found.group().equals("$") ? "\\$" : "\\\\");
        });
    }

    private static int groups(String replacement) {
        int most = 0;
        Matcher group = GROUP.matcher(replacement);
        while (group.find()) {
            most = Math.max(most, Integer.parseInt(group.group(1)));
        }
        return most;
    }

    String in(String written) {
        if (!skipSpecial) {
            return replace(written);
        }
        StringBuilder changed = new StringBuilder();
        int start = 0;
        for (int i = 0; i < written.length(); i++) {
            char c = written.charAt(i);
            if (c == '\\') {
                i++;
            } else if (c == '*' || c == '?') {
                changed.append(piece(written.substring(start, i))).append(c);
                start = i + 1;
            }
        }
        return changed.append(piece(written.substring(start))).toString();
    }

    private String piece(String text) {
        String replaced = replace(text);
        return interpretSpecial ? replaced : replaced.replaceAll("(?<!\\\\)([*?])", "\\\\$1");
    }

    private String replace(String text) {
        return pattern.matcher(text).replaceAll(replacement);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Named lists that rules refer to as {@code %name%} with the modifier {@code expand}: identities that differ from site
 * to site. Sigma names some itself: Administrators, JumpServers, Workstations, Servers, DomainControllers.
 *
 * @param lists values by name; a value may hold wildcards
 */
public record Placeholders(Map<String, List<String>> lists) {

    /** No lists: a rule that needs one is refused. */
    public static final Placeholders NONE = new Placeholders(Map.of());

    private static final int MAX_VALUES = 100_000;

    /** An escaped percent sign or backslash, or a placeholder. */
    private static final Pattern TOKEN =
            Pattern.compile("\\\\[%\\\\]|%([\\w.-]{1,128})%", Pattern.UNICODE_CHARACTER_CLASS);

    public Placeholders {
        lists = Map.copyOf(lists);
    }

    /** Every text that {@code value} stands for. */
    List<String> expand(Value value) throws RuleSyntaxException {
        if (!isOpen(value.raw())) {
            value.place().warn("'expand' finds no placeholder here; write the name of a list between percent signs");
        }
        List<String> texts = new ArrayList<>();
        for (String text : expand(value, lists::get)) {
            Matcher left = TOKEN.matcher(text);
            while (left.find()) {
                if (left.group(1) != null && !lists.containsKey(left.group(1))) {
                    throw value.place()
                            .problem("there is no list '" + left.group(1)
                                    + "'; define it in a lists.yaml beside the rules");
                }
            }
            texts.add(unescape(text));
        }
        return texts;
    }

    /** Every text with placeholders filled that {@code source} knows; the others and escapes stay. */
    static List<String> expand(Value value, Source source) throws RuleSyntaxException {
        String written = value.raw();
        Matcher token = TOKEN.matcher(written);
        List<String> texts = List.of("");
        int end = 0;
        while (token.find()) {
            texts = each(texts, List.of(written.substring(end, token.start())), value);
            @Nullable List<String> values = token.group(1) == null ? null : source.values(token.group(1));
            texts = each(texts, values == null || values.isEmpty() ? List.of(token.group()) : values, value);
            end = token.end();
        }
        return each(texts, List.of(written.substring(end)), value);
    }

    /** Where the values of placeholders come from. */
    interface Source {
        /** Null for a name it does not know. */
        @Nullable
        List<String> values(String name);
    }

    /** Whether a text holds a placeholder. */
    static boolean isOpen(String text) {
        return TOKEN.matcher(text).results().anyMatch(token -> token.group(1) != null);
    }

    static String unescape(String text) {
        return TOKEN.matcher(text)
                .replaceAll(token -> Matcher.quoteReplacement(token.group().equals("\\%") ? "%" : token.group()));
    }

    private static List<String> each(List<String> heads, List<String> tails, Value value) throws RuleSyntaxException {
        if (tails.size() == 1 && tails.get(0).isEmpty()) {
            return heads;
        }
        if ((long) heads.size() * tails.size() > MAX_VALUES) {
            throw value.place().problem("the lists together make more than " + MAX_VALUES + " values");
        }
        List<String> all = new ArrayList<>(heads.size() * tails.size());
        for (String head : heads) {
            for (String tail : tails) {
                all.add(head + tail);
            }
        }
        return all;
    }
}

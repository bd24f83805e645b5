// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.pager;

import io.anchorwatch.sinks.format.PlainText;
import java.util.regex.Pattern;

/**
 * Words of an event for targets that hand them on to who knows what: a page with HTML, Markdown, a chat. None of these has an
 * escape that all others show as it was meant, so what they act on becomes a look-alike: no tag, no {@code <!channel>}, no
 * mention, no masked link, and nothing that a program makes a link of.
 */
public final class PageText {

    private static final Pattern MENTION = Pattern.compile("(?<![\\p{L}\\p{N}._+-])@");
    private static final Pattern LINK = Pattern.compile("(?i)\\b(www|mailto|tel)([.:])");

    private PageText() {}

    /** One line of at most {@code most} UTF-16 units. */
    public static String of(String text, int most) {
        // Cut first: what is looked through is bounded.
        String safe = PlainText.clean(text, most)
                .replace('<', '‹')
                .replace('>', '›')
                .replace("](", "] (")
                .replace("://", "[://]");
        safe = MENTION.matcher(safe).replaceAll("＠");
        return PlainText.clean(LINK.matcher(safe).replaceAll("$1[$2]"), most);
    }

    /** Lines of an operator's own text with values that are safe already, of at most {@code most} UTF-16 units. */
    public static String body(String text, int most) {
        if (text.length() <= most) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(most - 2)) ? most - 2 : most - 1;
        return text.substring(0, end) + PlainText.ELLIPSIS;
    }
}

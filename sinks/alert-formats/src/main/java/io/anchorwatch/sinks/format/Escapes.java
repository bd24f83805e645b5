// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Event text made harmless for a language. Every method first takes {@link PlainText#clean(String, int)} of the text:
 * {@code most} bounds the text as people read it, before escapes lengthen it.
 */
public final class Escapes {

    private Escapes() {}

    /**
     * Slack's mrkdwn: {@code & < >} as entities, so that no {@code <!channel>}, mention or masked link forms. Slack has no
     * escape for {@code * _ ~ `}: they become look-alikes, as does a {@code @} or {@code #} that begins a word. A
     * {@code _} within a word formats nothing and stays. At most six times as long.
     *
     * @see <a href="https://docs.slack.dev/messaging/formatting-message-text/#escaping">Slack: escaping text</a>
     */
    public static String slackMrkdwn(String text, int most) {
        String clean = PlainText.clean(text, most);
        StringBuilder escaped = new StringBuilder(clean.length() + 16);
        for (int i = 0; i < clean.length(); i++) {
            boolean afterWord = i > 0 && Character.isLetterOrDigit(clean.charAt(i - 1));
            boolean beforeWord = i + 1 < clean.length() && Character.isLetterOrDigit(clean.charAt(i + 1));
            char c = clean.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '*' -> escaped.append('∗');
                case '~' -> escaped.append('∼');
                case '`' -> escaped.append('ˋ');
                case '_' -> escaped.append(afterWord && beforeWord ? '_' : 'ˍ');
                case '@' -> escaped.append(afterWord ? '@' : '＠');
                case '#' -> escaped.append(afterWord ? '#' : '＃');
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }

    /**
     * The Markdown of an Adaptive Card's TextBlock: a backslash before each character that could begin or end emphasis,
     * a link, an image, code, a heading, a list, a quote or a tag. At most twice as long. A bare URL may still be shown as
     * a link, to where it says.
     *
     * @see <a href="https://learn.microsoft.com/en-us/adaptive-cards/authoring-cards/text-features">Adaptive Cards: text</a>
     * @see <a href="https://spec.commonmark.org/0.31.2/#backslash-escapes">CommonMark: backslash escapes</a>
     */
    public static String adaptiveCardMarkdown(String text, int most) {
        return replace(text, most, c -> "\\`*_[](){}#~|<>!+-".indexOf(c) >= 0 ? "\\" + (char) c : null);
    }

    /**
     * HTML, as element content or as a quoted attribute value. At most six times as long.
     *
     * @see <a href="https://html.spec.whatwg.org/multipage/parsing.html#escapingString">HTML: escaping a string</a>
     */
    public static String html(String text, int most) {
        return replace(text, most, c -> switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '"' -> "&quot;";
            case '\'' -> "&#39;";
            default -> null;
        });
    }

    /**
     * A field of CEF's header: {@code \} and {@code |}. At most twice as long.
     *
     * @see <a href="https://www.microfocus.com/documentation/arcsight/arcsight-smartconnectors-8.4/pdfdoc/cef-implementation-standard/cef-implementation-standard.pdf">CEF implementation standard 26, character encoding</a>
     */
    public static String cefHeader(String text, int most) {
        return replace(text, most, c -> c == '\\' || c == '|' ? "\\" + (char) c : null);
    }

    /**
     * A value of CEF's extension: {@code \} and {@code =}, and no space at either end, since parsers drop those. At most
     * twice as long.
     *
     * @see #cefHeader
     */
    public static String cefExtension(String text, int most) {
        return replace(text, most, c -> c == '\\' || c == '=' ? "\\" + (char) c : null)
                .strip();
    }

    /**
     * A value of LEEF 2.0 whose attributes end at {@code ^}. LEEF has no escapes: a {@code ^} becomes {@code ˆ}.
     *
     * @see <a href="https://www.ibm.com/docs/en/dsm?topic=overview-leef-event-components">LEEF event components</a>
     */
    public static String leefValue(String text, int most) {
        return replace(text, most, c -> c == '^' ? "ˆ" : null);
    }

    /** A field of LEEF's header, which has no escapes either: {@code |} becomes {@code ¦}, and {@code ^} {@code ˆ}. */
    public static String leefHeader(String text, int most) {
        return replace(text, most, c -> switch (c) {
            case '|' -> "¦";
            case '^' -> "ˆ";
            default -> null;
        });
    }

    /**
     * The value of a SD-PARAM of syslog, between its quotes: {@code " \ ]}. At most twice as long.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc5424#section-6.3.3">RFC 5424, 6.3.3</a>
     */
    public static String sdParam(String text, int most) {
        return replace(text, most, c -> c == '"' || c == '\\' || c == ']' ? "\\" + (char) c : null);
    }

    private static String replace(String text, int most, IntFunction<@Nullable String> escape) {
        StringBuilder escaped = new StringBuilder();
        PlainText.clean(text, most).chars().forEach(c -> {
            String instead = escape.apply(c);
            if (instead == null) {
                escaped.append((char) c);
            } else {
                escaped.append(instead);
            }
        });
        return escaped.toString();
    }
}

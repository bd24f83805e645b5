// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * An operator's text with places for what an alert says, such as {@code *{{title}}* by {{actor}}}.
 *
 * <p>The text is trusted, what goes into its places is not: each value goes through the escaper of the target. The forms that
 * would skip it, {@code {{{x}}}} and {@code {{&x}}}, are refused.
 *
 * @see <a href="https://mustache.github.io/mustache.5.html">Mustache</a>
 */
public final class MessageTemplate {

    private static final int MOST_CHARS = 10_000;

    private final String text;

    private MessageTemplate(String text) {
        this.text = text;
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException when it is none, in one line that says what to do
     */
    public static MessageTemplate parse(String text) {
        if (text.length() > MOST_CHARS) {
            throw new IllegalArgumentException("a template has at most " + MOST_CHARS + " characters");
        }
        if (text.matches("(?s).*\\{\\{(\\{|\\s*[&=>]).*")) {
            throw new IllegalArgumentException(
                    "write {{name}}: forms of a place that would skip the escaping, change the delimiters or include"
                            + " files are not taken");
        }
        MessageTemplate template = new MessageTemplate(text);
        try {
            template.compile(value -> value);
        } catch (MustacheException e) {
            throw new IllegalArgumentException(
                    "is no template: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""),
                    e);
        }
        return template;
    }

    /** The text with the values in their places; an unknown name gives nothing. */
    public String render(Map<String, Object> values, UnaryOperator<String> escaper) {
        return compile(escaper).execute(values);
    }

    private Template compile(UnaryOperator<String> escaper) {
        Mustache.Escaper escape = escaper::apply;
        return Mustache.compiler()
                .withEscaper(escape)
                .defaultValue("")
                .emptyStringIsFalse(true)
                .compile(text);
    }

    @Override
    public String toString() {
        return text;
    }
}

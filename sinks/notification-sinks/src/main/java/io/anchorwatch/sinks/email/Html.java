// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

import io.anchorwatch.sinks.format.Escapes;

/** HTML in the making: what is ours goes in as it is, what is others' is escaped. */
final class Html {

    private static final int MOST = 2000;

    private final StringBuilder html = new StringBuilder(8192);

    /** Markup of ours. */
    Html raw(String markup) {
        html.append(markup);
        return this;
    }

    /** Anybody's text, as content or in a quoted attribute. */
    Html text(String words) {
        html.append(Escapes.html(Defang.of(words), MOST));
        return this;
    }

    /** Text in which links are meant: a checked one, in a quoted attribute, or an operator's words. */
    Html escaped(String words) {
        html.append(Escapes.html(words, MOST));
        return this;
    }

    @Override
    public String toString() {
        return html.toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

/** How a connection to a mail server is encrypted. */
public enum EmailSecurity {
    /** Asked for after the greeting, and required. See <a href="https://www.rfc-editor.org/rfc/rfc3207">RFC 3207</a>. */
    STARTTLS(587),
    /** From the first byte. See <a href="https://www.rfc-editor.org/rfc/rfc8314#section-3.3">RFC 8314, 3.3</a>. */
    TLS(465),
    /** Not at all. */
    NONE(25);

    private final int port;

    EmailSecurity(int port) {
        this.port = port;
    }

    /** The port that is usual for it. */
    public int port() {
        return port;
    }
}

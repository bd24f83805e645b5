// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

/** How messages travel. */
public enum SyslogTransport {
    /** Octet counting over TCP, RFC 6587: to a receiver on the same host or network. */
    TCP(false, false),
    /** Octet counting over TLS, RFC 5425. */
    TLS(true, false),
    /** The Reliable Event Logging Protocol, in which the receiver acknowledges each message. */
    RELP(false, true),
    /** The same over TLS. */
    RELP_TLS(true, true);

    private final boolean secure;
    private final boolean acknowledged;

    SyslogTransport(boolean secure, boolean acknowledged) {
        this.secure = secure;
        this.acknowledged = acknowledged;
    }

    /** Whether it is encrypted. */
    public boolean secure() {
        return secure;
    }

    /** Whether the receiver says what it took. */
    public boolean acknowledged() {
        return acknowledged;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

/** Keeps mail programs, which make links of what looks like one, from doing so to what an event says. */
final class Defang {

    private Defang() {}

    /** {@code http://evil} becomes {@code http[://]evil}, as analysts write it; {@code www.evil} becomes {@code www[.]evil}. */
    static String of(String text) {
        return text.replace("://", "[://]").replaceAll("(?i)\\b(www|mailto|tel)([.:])", "$1[$2]");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names as URI references. */
final class UriText {

    /** What clusters are called: a name, an ARN, a URL of an API server, or a path. */
    private static final Pattern REFERENCE =
            Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*:(?://)?[A-Za-z0-9._~+-]+(?:[:/][A-Za-z0-9._~+-]+)*"
                    + "|[A-Za-z0-9._~+-]+(?:/[A-Za-z0-9._~+:-]+)*)");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private UriText() {}

    /**
     * The text as it is where it is a reference already, else percent-encoded.
     *
     * @see <a href="https://www.rfc-editor.org/rfc/rfc3986#section-4.1">RFC 3986, 4.1</a>
     */
    static String reference(String text) {
        if (text.length() < 500 && REFERENCE.matcher(text).matches()) {
            return text;
        }
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(UTF_8)) {
            char c = (char) (octet & 0xff);
            boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (plain || "-._~".indexOf(c) >= 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return encoded.toString();
    }
}

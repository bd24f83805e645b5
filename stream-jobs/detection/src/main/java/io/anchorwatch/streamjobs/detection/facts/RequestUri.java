// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Query parameters of a request URI, decoded as the API server decodes them. The text is the client's. */
public final class RequestUri {

    private RequestUri() {}

    /**
     * Values of a query parameter, in order; empty when it is not there. As in Go's net/url, a pair with a semicolon or a
     * bad escape does not count.
     */
    public static List<String> query(String uri, String name) {
        int question = uri.indexOf('?');
        if (question < 0) {
            return List.of();
        }
        List<String> values = new ArrayList<>();
        for (String pair : uri.substring(question + 1).split("&", -1)) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (pair.indexOf(';') >= 0 || !name.equals(decode(key))) {
                continue;
            }
            @Nullable String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (value != null) {
                values.add(value);
            }
        }
        return values;
    }

    /** Whether any pair of the query has a semicolon or a bad escape, at which stricter readers give up. */
    public static boolean isMalformed(String uri) {
        int question = uri.indexOf('?');
        return question >= 0
                && Stream.of(uri.substring(question + 1).split("[&=]", -1))
                        .anyMatch(part -> part.indexOf(';') >= 0 || decode(part) == null);
    }

    private static @Nullable String decode(String text) {
        if (text.indexOf('%') < 0 && text.indexOf('+') < 0) {
            return text;
        }
        byte[] raw = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(raw.length);
        for (int i = 0; i < raw.length; i++) {
            if (raw[i] != '%') {
                decoded.write(raw[i] == '+' ? ' ' : raw[i]);
                continue;
            }
            int value = i + 2 < raw.length ? hex(raw[i + 1]) << 4 | hex(raw[i + 2]) : -1;
            if (value < 0) {
                return null;
            }
            decoded.write(value);
            i += 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    /** ASCII digits only: java.net.URLDecoder takes those of other scripts too, which the API server does not. */
    private static int hex(byte digit) {
        return Character.digit(digit >= 0 ? (char) digit : 'x', 16);
    }
}

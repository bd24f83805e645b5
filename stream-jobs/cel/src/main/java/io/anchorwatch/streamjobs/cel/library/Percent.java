// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.library;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Percent-encoding by the rules of Go's net/url: an escape that is none is an error, never text. */
final class Percent {

    private static final String UNRESERVED = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.~";

    /** What a path may hold as it is. */
    private static final String PATH = UNRESERVED + "$&+,/:;=@";

    /** What a path that was sent encoded may hold besides. */
    private static final String SENT = PATH + "!'()*[]%";

    private Percent() {}

    /** The decoded text; null for a bad escape. */
    static @Nullable String decode(String text, boolean plusIsSpace) {
        if (text.indexOf('%') < 0) {
            return plusIsSpace ? text.replace('+', ' ') : text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream decoded = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] != '%') {
                decoded.write(plusIsSpace && bytes[i] == '+' ? ' ' : bytes[i]);
                continue;
            }
            int high = i + 2 < bytes.length ? hex(bytes[i + 1]) : -1;
            int low = i + 2 < bytes.length ? hex(bytes[i + 2]) : -1;
            if (high < 0 || low < 0) {
                return null;
            }
            decoded.write(high * 16 + low);
            i += 2;
        }
        return decoded.toString(StandardCharsets.UTF_8);
    }

    private static int hex(byte digit) {
        return digit < 0 ? -1 : Character.digit(digit, 16);
    }

    /** A path as it was sent where that was well encoded, else encoded anew; null when its escapes are bad. */
    static @Nullable String path(String sent) {
        @Nullable String decoded = decode(sent, false);
        if (decoded == null) {
            return null;
        }
        return sent.chars().allMatch(c -> SENT.indexOf(c) >= 0) ? sent : encode(decoded);
    }

    private static String encode(String path) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : path.getBytes(StandardCharsets.UTF_8)) {
            if (each > 0 && PATH.indexOf(each) >= 0) {
                encoded.append((char) each);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", each & 0xff));
            }
        }
        return encoded.toString();
    }
}

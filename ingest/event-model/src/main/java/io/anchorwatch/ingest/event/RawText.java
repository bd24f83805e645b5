// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Bytes that claim to be UTF-8, made so: what is not becomes U+FFFD.
 *
 * @param bytes valid UTF-8 without a byte order mark
 * @param repaired whether {@code bytes} differ from what came in
 * @param escaped whether a {@code \}{@code u} escape is in there, the only way left for a lone surrogate to get in
 * @param nul whether a raw NUL is in there, which would make a JSON parser guess UTF-16
 */
record RawText(byte[] bytes, boolean repaired, boolean escaped, boolean nul) {

    static RawText of(byte[] in) {
        boolean ascii = true;
        boolean escaped = false;
        boolean nul = false;
        byte previous = ' ';
        for (byte b : in) {
            ascii &= b >= 0;
            nul |= b == 0;
            escaped |= b == 'u' && previous == '\\';
            previous = b;
        }
        if (ascii) {
            return new RawText(in, false, escaped, nul);
        }
        byte[] valid = withoutMark(validUtf8(in));
        return new RawText(valid, valid != in, escaped, nul);
    }

    String text() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] validUtf8(byte[] in) {
        String text = new String(in, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') < 0) {
            return in;
        }
        // A replacement character may also have been sent as such.
        byte[] again = text.getBytes(StandardCharsets.UTF_8);
        return Arrays.equals(again, in) ? in : again;
    }

    private static byte[] withoutMark(byte[] in) {
        boolean mark = in.length >= 3 && in[0] == (byte) 0xEF && in[1] == (byte) 0xBB && in[2] == (byte) 0xBF;
        return mark ? Arrays.copyOfRange(in, 3, in.length) : in;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.provider;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/** Bytes that came packed, with a bound on what they may grow to. */
final class Packed {

    private static final int MOST_BYTES = 64 << 20;
    private static final Pattern SPACE = Pattern.compile("\\s+");

    private Packed() {}

    /** The bytes behind base64, and behind gzip when they are so packed. */
    static byte[] base64(String text) throws IOException {
        if (text.isBlank()) {
            throw new IOException("empty");
        }
        try {
            return unzipped(Base64.getDecoder().decode(SPACE.matcher(text).replaceAll("")));
        } catch (IllegalArgumentException e) {
            throw new IOException("no base64", e);
        }
    }

    /** The bytes as they are, or behind gzip. */
    static byte[] unzipped(byte[] bytes) throws IOException {
        if (bytes.length < 2 || bytes[0] != 0x1F || bytes[1] != (byte) 0x8B) {
            return bytes;
        }
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            byte[] out = in.readNBytes(MOST_BYTES + 1);
            if (out.length > MOST_BYTES) {
                throw new IOException("inflates to more than " + MOST_BYTES + " bytes");
            }
            return out;
        }
    }
}

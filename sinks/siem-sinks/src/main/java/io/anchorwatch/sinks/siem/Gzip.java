// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Gzip without a time in it: the same bytes give the same bytes, as long as the Java runtime stays the same. */
public final class Gzip {

    private static final int LEAST_BUFFER = 512;

    private Gzip() {}

    /** The bytes, compressed. */
    public static byte[] compress(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream(Math.max(LEAST_BUFFER, bytes.length / 4));
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("bytes could not be compressed in memory", e);
        }
        return packed.toByteArray();
    }
}

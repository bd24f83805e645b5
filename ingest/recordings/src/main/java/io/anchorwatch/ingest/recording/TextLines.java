// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Lines of a stream, as bytes, each bounded; what a broken stream still gives comes before its error. */
final class TextLines {

    private final InputStream in;
    private final int maxBytes;
    private final byte[] buffer = new byte[1 << 16];
    private int position;
    private int limit;
    private long number;
    private @Nullable IOException broken;

    TextLines(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** A line without its end. {@code size} is its true length, larger than {@code bytes} when that was cut. */
    record Line(
            long number, byte[] bytes, long size, @Nullable IOException broken) {}

    /** The next line, or null at the end. After a line with an error comes the end. */
    @Nullable
    Line next() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        long size = 0;
        boolean any = false;
        while (broken == null && (position < limit || fill())) {
            any = true;
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            int keep = (int) Math.min(end - position, Math.max(0, maxBytes - size));
            out.write(buffer, position, keep);
            size += end - position;
            boolean complete = end < limit;
            position = complete ? end + 1 : end;
            if (complete) {
                return new Line(++number, out.toByteArray(), size, null);
            }
        }
        IOException error = broken;
        if (error != null && position >= 0) {
            position = -1;
            return new Line(++number, out.toByteArray(), size, error);
        }
        return any ? new Line(++number, out.toByteArray(), size, null) : null;
    }

    private boolean fill() {
        try {
            position = 0;
            limit = Math.max(0, in.read(buffer));
        } catch (IOException e) {
            limit = 0;
            broken = e;
        }
        return limit > 0;
    }
}

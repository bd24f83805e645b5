// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.ClosedByInterruptException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A stream in blocks of whole lines; what a broken stream still gives comes before its error. Not thread-safe. */
final class TextBlocks {

    /** What a packed stream gives before an error depends on how much it is asked for at once. */
    private static final int READ = 1 << 16;

    private static final byte[] NONE = {};

    private final InputStream in;
    private final int maxLineBytes;
    private final AtomicLong read;
    private byte[] rest = NONE;
    private long offset;
    private boolean ended;

    /** {@code read} counts what is read of the file behind the stream. */
    TextBlocks(InputStream in, int maxLineBytes, AtomicLong read) {
        this.in = in;
        this.maxLineBytes = maxLineBytes;
        this.read = read;
    }

    /**
     * Some lines.
     *
     * @param text lines with their ends, of which the last of a stream may have none
     * @param length how many bytes of it count
     * @param offset where the first begins in the stream
     * @param bad why one more line, which follows, can't be read; null when there is none such
     */
    @SuppressWarnings("ArrayRecordComponent")
    record Block(
            byte[] text, int length, long offset, @Nullable String bad) {}

    /**
     * The next block, or null at the end.
     *
     * @param size about how many bytes
     * @param cut a place in the stream at which a line begins and a block ends, if it comes to that
     * @throws ClosedByInterruptException when this thread is interrupted; any other trouble is a bad line
     */
    @Nullable
    Block next(int size, long cut) throws ClosedByInterruptException {
        byte[] text = Arrays.copyOf(rest, Math.max(size, rest.length) + READ);
        int length = rest.length;
        int lines = lastLineEnd(text, 0, length);
        rest = NONE;
        while (!ended) {
            if (lines > 0 && (length >= size || (cut > offset && offset + length >= cut))) {
                int end = cut > offset ? (int) Math.min(lines, cut - offset) : lines;
                rest = Arrays.copyOfRange(text, end, length);
                return block(text, end, null, end);
            }
            if (lines == 0 && length > maxLineBytes) {
                return tooLong(text, length);
            }
            if (text.length - length < READ) {
                text = Arrays.copyOf(text, 2 * text.length);
            }
            int n;
            try {
                n = Math.max(0, in.read(text, length, READ));
            } catch (ClosedByInterruptException stopped) {
                // Not the file's fault.
                throw stopped;
            } catch (IOException broken) {
                ended = true;
                return block(text, lines, damaged(broken), length);
            }
            ended = n == 0;
            int end = lastLineEnd(text, length, length + n);
            lines = end > 0 ? end : lines;
            length += n;
        }
        return length == 0 ? null : block(text, length, null, length);
    }

    private Block block(byte[] text, int length, @Nullable String bad, long size) {
        Block block = new Block(text, length, offset, bad);
        offset += size;
        return block;
    }

    private String damaged(IOException broken) {
        return "the file is damaged after " + read.get() + " bytes: " + broken.getMessage();
    }

    /** Reads to the end of a line of which nothing is kept. */
    private Block tooLong(byte[] text, int begun) throws ClosedByInterruptException {
        long size = begun;
        while (true) {
            int n;
            try {
                n = Math.max(0, in.read(text, 0, READ));
            } catch (ClosedByInterruptException stopped) {
                // Not the file's fault.
                throw stopped;
            } catch (IOException broken) {
                ended = true;
                return block(NONE, 0, damaged(broken), size);
            }
            ended = n == 0;
            int end = 0;
            while (end < n && text[end] != '\n') {
                end++;
            }
            size += end;
            if (end < n || ended) {
                rest = end < n ? Arrays.copyOfRange(text, end + 1, n) : NONE;
                return block(NONE, 0, tooLong(size, maxLineBytes), size + (ended ? 0 : 1));
            }
        }
    }

    static String tooLong(long size, int maxLineBytes) {
        return "the line has " + size + " bytes; at most " + maxLineBytes + " are read";
    }

    /** Passes over what stands before a place at which a line begins. */
    void skipTo(long place) throws IOException {
        if (offset >= place) {
            return;
        }
        byte[] buffer = new byte[READ];
        while (!ended && offset + rest.length < place) {
            offset += rest.length;
            int n = Math.max(0, in.read(buffer, 0, READ));
            ended = n == 0;
            rest = Arrays.copyOf(buffer, n);
        }
        int passed = (int) Math.min(rest.length, place - offset);
        rest = Arrays.copyOfRange(rest, passed, rest.length);
        offset += passed;
    }

    /** The place after the last end of a line, 0 when there is none. */
    private static int lastLineEnd(byte[] text, int from, int to) {
        int end = to;
        while (end > from && text[end - 1] != '\n') {
            end--;
        }
        return end > from ? end : 0;
    }
}

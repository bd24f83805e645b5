// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** A log file being read. Holds the file itself, so renaming or removing it does not disturb. */
final class OpenLog implements AutoCloseable {

    private final LogFile file;
    private final FileChannel channel;
    private final InputStream text;
    private final int maxLineBytes;
    private final byte[] head = new byte[LogFile.HEAD_BYTES];
    private final byte[] buffer = new byte[1 << 16];
    private final ByteArrayOutputStream partial = new ByteArrayOutputStream();
    private int headLength;
    private int position;
    private int limit;
    private long partialSize;
    private long offset;
    private long line;

    private OpenLog(LogFile file, int maxLineBytes) throws IOException {
        this.file = file;
        this.maxLineBytes = maxLineBytes;
        this.channel = FileChannel.open(file.path(), StandardOpenOption.READ);
        this.text = file.compressed()
                ? new GZIPInputStream(Channels.newInputStream(channel))
                : Channels.newInputStream(channel);
    }

    /** Opens it after {@code offset} bytes and {@code line} lines of text. */
    static OpenLog at(LogFile file, long offset, long line, int maxLineBytes) throws IOException {
        OpenLog log = new OpenLog(file, maxLineBytes);
        try {
            log.skipTo(offset);
            log.line = line;
            return log;
        } catch (IOException e) {
            log.close();
            throw e;
        }
    }

    LogFile file() {
        return file;
    }

    long offset() {
        return offset;
    }

    long line() {
        return line;
    }

    /** Complete lines that are there now, within the bounds; the last of them may exceed that of bytes. */
    List<LogLine> lines(int maxLines, long maxBytes) throws IOException {
        List<LogLine> lines = new ArrayList<>();
        long bytes = 0;
        while (lines.size() < maxLines && bytes < maxBytes && (position < limit || fill())) {
            int end = position;
            while (end < limit && buffer[end] != '\n') {
                end++;
            }
            append(end);
            if (end < limit) {
                position = end + 1;
                bytes += partialSize;
                lines.add(endLine(1));
            }
        }
        return lines;
    }

    /** What is left without a line end once nobody writes to the file any more; none or one line. */
    List<LogLine> rest() {
        return partialSize == 0 ? List.of() : List.of(endLine(0));
    }

    /** Whether the file was cut short, or replaced in place, since it was opened. */
    boolean truncated() throws IOException {
        if (file.compressed()) {
            return false;
        }
        if (channel.size() < channel.position()) {
            return true;
        }
        byte[] now = new byte[headLength];
        ByteBuffer target = ByteBuffer.wrap(now);
        while (target.hasRemaining() && channel.read(target, target.position()) >= 0) {
            // A read may give less than asked for.
        }
        return !LogFile.hash(now, headLength).equals(LogFile.hash(head, headLength));
    }

    /** The position after the lines that were given out. */
    LogPosition position(String after) {
        int length = (int) Math.min(headLength, offset);
        return new LogPosition(file.key(), offset, line, length, LogFile.hash(head, length), after);
    }

    private LogLine endLine(int newline) {
        LogLine done = new LogLine(++line, partial.toByteArray(), partialSize);
        offset += partialSize + newline;
        partial.reset();
        partialSize = 0;
        return done;
    }

    private void append(int end) {
        int keep = (int) Math.min(end - position, Math.max(0, maxLineBytes - partialSize));
        partial.write(buffer, position, keep);
        partialSize += end - position;
        position = end;
    }

    private boolean fill() throws IOException {
        position = 0;
        limit = Math.max(0, text.read(buffer));
        int more = Math.min(limit, head.length - headLength);
        System.arraycopy(buffer, 0, head, headLength, more);
        headLength += more;
        return limit > 0;
    }

    private void skipTo(long target) throws IOException {
        headLength = text.readNBytes(head, 0, (int) Math.min(target, head.length));
        long left = target - headLength;
        if (left > 0 && !file.compressed()) {
            channel.position(target);
        } else {
            text.skipNBytes(left);
        }
        if (headLength < Math.min(target, head.length) || (!file.compressed() && channel.size() < target)) {
            throw new EOFException(file.path() + " is shorter than what was read of it");
        }
        offset = target;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        if (file.compressed()) {
            text.close();
        }
    }
}

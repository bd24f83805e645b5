// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The items of one file in the order of its lines. Workers read, unpack and decode ahead; what comes out does not depend on
 * how many there are. For one thread.
 */
final class RecordedFile implements AutoCloseable {

    private static final FileText.Items NOTHING = new FileText.Items(0, List.of(), 0, true);

    private final FileText text;
    private final Workers workers;
    private final ReadAhead ahead;
    private final ArrayDeque<Decoding> decoding = new ArrayDeque<>();
    private Workers.@Nullable Work<FileText.@Nullable Part> reading;
    private boolean ended;
    private boolean closed;
    private FileText.Items part = NOTHING;
    private int next;
    private long linesBefore;

    /** A part that is being decoded, or was; {@code extra} when nobody waited for it when it was begun. */
    private record Decoding(Result result, boolean extra) {}

    private interface Result {
        FileText.Items get() throws IOException;
    }

    /**
     * Where an item stands.
     *
     * @param offset in the text, at which a line begins
     * @param lines before it
     * @param items between the two
     */
    record Position(long offset, long lines, int items) {
        static final Position BEGIN = new Position(0, 0, 0);
    }

    /** Begins with the item at a position; {@code read} counts bytes on disk. */
    RecordedFile(Path path, ReplayOptions options, Position begin, Workers workers, ReadAhead ahead, AtomicLong read)
            throws IOException {
        this.text = new FileText(path, options, begin.offset(), read);
        this.workers = workers;
        this.ahead = ahead;
        this.linesBefore = begin.lines();
        ahead.opened();
        for (int i = 0; i < begin.items(); i++) {
            next();
        }
    }

    /** The next item, or null at the end. */
    @Nullable
    ReplayItem next() throws IOException {
        while (next == part.items().size()) {
            FileText.@Nullable Items following = following();
            if (following == null) {
                return null;
            }
            linesBefore += part.lines();
            part = following;
            next = 0;
        }
        ReplayItem item = part.items().get(next++);
        return item instanceof ReplayItem.BadLine bad && !part.numbered()
                ? new ReplayItem.BadLine(bad.file(), linesBefore + bad.line(), bad.reason(), bad.raw())
                : item;
    }

    /** Where the item stands that was given last. */
    Position last() {
        return new Position(part.offset(), linesBefore, next - 1);
    }

    private FileText.@Nullable Items following() throws IOException {
        fill();
        @Nullable Decoding first = decoding.poll();
        if (first == null) {
            return null;
        }
        if (first.extra()) {
            ahead.free();
        }
        FileText.Items items = first.result().get();
        fill();
        return items;
    }

    private void fill() throws IOException {
        while (!ended) {
            if (reading == null) {
                boolean wanted = decoding.isEmpty() || ahead.allowed();
                if (!wanted) {
                    return;
                }
                int size = ahead.partBytes();
                reading = workers.start(() -> text.next(size));
            }
            boolean extra = !decoding.isEmpty();
            if (extra && (!reading.isDone() || !ahead.take())) {
                return;
            }
            FileText.@Nullable Part read = reading.get();
            reading = null;
            if (read == null) {
                ended = true;
                if (extra) {
                    ahead.free();
                }
            } else {
                decoding.add(new Decoding(result(read), extra));
            }
        }
    }

    private Result result(FileText.Part read) {
        return read instanceof FileText.Lines lines
                ? workers.start(() -> text.read(lines))::get
                : () -> (FileText.Items) read;
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            ahead.closed();
            decoding.stream().filter(Decoding::extra).forEach(extra -> ahead.free());
            text.close();
        }
    }
}

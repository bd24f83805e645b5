// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.event.ClusterEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Recorded audit logs and watches as a stream of events in the order of (time, id).
 *
 * <p>Reads {@code .gz} and {@code .zst} as such: of audit logs one event, EventList or {@code {"body": EventList}} a
 * line, or one EventList laid out over a whole file; of watches the lines that {@link WatchLine} describes. What cannot
 * be read comes as a {@link ReplayItem.BadLine} and stops nothing. Changes of one object keep the order of their file.
 * Events are out of order by no more than the lateness of the options, or marked late. Two events with the same content
 * both come out, one after the other. For one thread; {@link #progress} may be called from any.
 */
public final class EventReplay implements Iterator<ReplayItem>, AutoCloseable {

    private final ReplayOptions options;
    private final Pacer pacer;
    private final FileMerge files;
    private final ReorderBuffer buffer;
    private final AtomicLong bytesRead;
    private final long bytesTotal;
    private final AtomicLong events = new AtomicLong();
    private final AtomicLong late = new AtomicLong();
    private final AtomicLong outOfRange = new AtomicLong();
    private final AtomicLong badLines = new AtomicLong();
    private @Nullable ReplayItem next;

    private EventReplay(List<Path> files, ReplayOptions options, Pacer pacer) throws IOException {
        this.options = options;
        this.pacer = pacer;
        this.bytesRead = new AtomicLong();
        this.files = new FileMerge(files, options, bytesRead);
        this.buffer = new ReorderBuffer(options.lateness());
        long total = 0;
        for (Path file : files) {
            total += Files.size(file);
        }
        this.bytesTotal = total;
    }

    /**
     * Opens files, and of directories all log files below.
     *
     * @throws IOException when one does not exist or cannot be read, with its name
     */
    public static EventReplay open(List<Path> inputs, ReplayOptions options, Pacer pacer) throws IOException {
        return new EventReplay(InputFiles.expand(inputs), options, pacer);
    }

    @Override
    public boolean hasNext() {
        if (next == null) {
            next = advance();
        }
        return next != null;
    }

    /** @throws UncheckedIOException when a file vanishes or cannot be opened while the replay runs */
    @Override
    public ReplayItem next() {
        ReplayItem item = next == null ? advance() : next;
        next = null;
        if (item == null) {
            throw new NoSuchElementException("the replay is over");
        }
        if (item instanceof ReplayItem.Event event) {
            pacer.await(event.event().time());
            events.incrementAndGet();
            late.addAndGet(event.late() ? 1 : 0);
        } else {
            badLines.incrementAndGet();
        }
        return item;
    }

    /** How far it is. */
    public ReplayProgress progress() {
        return new ReplayProgress(
                bytesRead.get(), bytesTotal, events.get(), late.get(), outOfRange.get(), badLines.get());
    }

    private @Nullable ReplayItem advance() {
        ReplayItem.Event due = buffer.due();
        while (due == null) {
            ReplayItem item = read();
            if (item == null) {
                return buffer.rest();
            }
            if (item instanceof ReplayItem.BadLine) {
                return item;
            }
            ClusterEvent event = ((ReplayItem.Event) item).event();
            if (event.time().isBefore(options.from()) || !event.time().isBefore(options.to())) {
                outOfRange.incrementAndGet();
            } else {
                buffer.add(event);
                due = buffer.due();
            }
        }
        return due;
    }

    private @Nullable ReplayItem read() {
        try {
            return files.next();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        files.close();
    }
}

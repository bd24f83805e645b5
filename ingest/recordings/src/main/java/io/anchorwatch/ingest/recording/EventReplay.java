// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.event.ClusterEvent;
import java.io.DataInputStream;
import java.io.DataOutputStream;
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

    private static final int VERSION = 1;

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

    private EventReplay(List<Path> files, ReplayOptions options, Pacer pacer, Workers workers) throws IOException {
        this.options = options;
        this.pacer = pacer;
        this.bytesRead = new AtomicLong();
        this.files = new FileMerge(files, options, workers, bytesRead);
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
        return open(inputs, options, pacer, new Workers(1));
    }

    /** As above; {@code workers} read and decode ahead, and stay open. What comes out is the same for any of them. */
    public static EventReplay open(List<Path> inputs, ReplayOptions options, Pacer pacer, Workers workers)
            throws IOException {
        return new EventReplay(InputFiles.expand(inputs), options, pacer, workers);
    }

    /**
     * Goes on where another replay was when it {@linkplain #write wrote}: what came next of it, comes next of this.
     *
     * @param inputs the same, unchanged; so are the options
     * @throws IOException also when the bytes end early or are of another version
     */
    public static EventReplay resume(
            List<Path> inputs, ReplayOptions options, Pacer pacer, Workers workers, DataInputStream in)
            throws IOException {
        EventReplay replay = open(inputs, options, pacer, workers);
        replay.resume(in);
        return replay;
    }

    private void resume(DataInputStream in) throws IOException {
        int version = in.readUnsignedByte();
        if (version != VERSION) {
            throw new IOException("written by another version (" + version + ")");
        }
        for (AtomicLong count : counts()) {
            count.set(in.readLong());
        }
        long before = in.readLong();
        buffer.read(in);
        files.resume(in);
        bytesRead.set(before);
    }

    private List<AtomicLong> counts() {
        return List.of(events, late, outOfRange, badLines);
    }

    /**
     * Writes where it is, for {@link #resume}.
     *
     * @throws IllegalStateException when an item was looked for and not taken
     */
    public void write(DataOutputStream out) throws IOException {
        if (next != null) {
            throw new IllegalStateException("an item was looked for and not taken");
        }
        out.writeByte(VERSION);
        for (AtomicLong count : counts()) {
            out.writeLong(count.get());
        }
        out.writeLong(bytesRead.get());
        buffer.write(out);
        files.write(out);
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

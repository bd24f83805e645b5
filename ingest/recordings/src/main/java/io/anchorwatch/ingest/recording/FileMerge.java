// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The items of many files, whichever file is next in event time first: rotated logs follow each other whatever their
 * names, and the logs of several API servers run side by side. A file is open only while its time is on.
 */
final class FileMerge implements AutoCloseable {

    private static final int LINES_TO_FIRST_EVENT = 1000;

    private final ReplayOptions options;
    private final Workers workers;
    private final ReadAhead ahead;
    private final AtomicLong read;
    private final List<Path> files;
    private final ArrayDeque<Planned> planned = new ArrayDeque<>();
    private final PriorityQueue<Head> open =
            new PriorityQueue<>(Comparator.comparing(Head::time).thenComparing(Head::index));

    FileMerge(List<Path> files, ReplayOptions options, Workers workers, AtomicLong read) throws IOException {
        this.files = files;
        this.options = options;
        this.workers = workers;
        this.ahead = new ReadAhead(workers);
        this.read = read;
        List<Workers.Work<Instant>> firsts = new ArrayList<>();
        for (Path file : files) {
            firsts.add(workers.start(() -> firstTime(file)));
        }
        PriorityQueue<Planned> byTime =
                new PriorityQueue<>(Comparator.comparing(Planned::first).thenComparing(Planned::index));
        for (int i = 0; i < files.size(); i++) {
            byTime.add(new Planned(i, firsts.get(i).get()));
        }
        while (!byTime.isEmpty()) {
            planned.add(byTime.remove());
        }
    }

    /** The next item, or null at the end. */
    @Nullable
    ReplayItem next() throws IOException {
        while (!planned.isEmpty()
                && (open.isEmpty()
                        || !planned.element().first().isAfter(open.element().time()))) {
            Planned file = planned.remove();
            open(file.index(), file.first(), RecordedFile.Position.BEGIN);
        }
        Head head = open.poll();
        if (head == null) {
            return null;
        }
        advance(head.file(), head.index(), head.time());
        return head.item();
    }

    private void open(int index, Instant reached, RecordedFile.Position begin) throws IOException {
        advance(new RecordedFile(files.get(index), options, begin, workers, ahead, read), index, reached);
    }

    private void advance(RecordedFile file, int index, Instant reached) throws IOException {
        ReplayItem item = file.next();
        if (item == null) {
            file.close();
        } else {
            Instant time = item instanceof ReplayItem.Event e ? e.event().time() : reached;
            open.add(new Head(index, file, item, file.last(), time));
        }
    }

    private Instant firstTime(Path path) throws IOException {
        Workers nobody = new Workers(1);
        try (RecordedFile file = new RecordedFile(
                path, options, RecordedFile.Position.BEGIN, nobody, new ReadAhead(nobody), new AtomicLong())) {
            for (int i = 0; i < LINES_TO_FIRST_EVENT; i++) {
                if (file.next() instanceof ReplayItem.Event event) {
                    return event.event().time();
                }
            }
            return Instant.MIN;
        }
    }

    /** Writes where it is, for {@link #resume}. */
    void write(DataOutputStream out) throws IOException {
        out.writeInt(planned.size());
        out.writeInt(open.size());
        for (Head head : open) {
            out.writeInt(head.index());
            Saved.time(out, head.time());
            out.writeLong(head.position().offset());
            out.writeLong(head.position().lines());
            out.writeInt(head.position().items());
        }
    }

    /** Goes on where one of the same files was; nothing has been asked of this one yet. */
    void resume(DataInputStream in) throws IOException {
        int left = in.readInt();
        while (planned.size() > left) {
            planned.remove();
        }
        for (int heads = in.readInt(); heads > 0; heads--) {
            int index = in.readInt();
            Instant reached = Saved.time(in);
            open(index, reached, new RecordedFile.Position(in.readLong(), in.readLong(), in.readInt()));
        }
    }

    @Override
    public void close() throws IOException {
        for (Head head : open) {
            head.file().close();
        }
    }

    private record Planned(int index, Instant first) {}

    private record Head(int index, RecordedFile file, ReplayItem item, RecordedFile.Position position, Instant time) {}
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
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
    private final AtomicLong read;
    private final ArrayDeque<Planned> planned = new ArrayDeque<>();
    private final PriorityQueue<Head> open =
            new PriorityQueue<>(Comparator.comparing(Head::time).thenComparing(Head::index));

    FileMerge(List<Path> files, ReplayOptions options, AtomicLong read) throws IOException {
        this.options = options;
        this.read = read;
        PriorityQueue<Planned> byTime =
                new PriorityQueue<>(Comparator.comparing(Planned::first).thenComparing(Planned::index));
        for (int i = 0; i < files.size(); i++) {
            byTime.add(new Planned(i, files.get(i), firstTime(files.get(i))));
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
            advance(new RecordedFile(file.path(), options, read), file.index(), file.first());
        }
        Head head = open.poll();
        if (head == null) {
            return null;
        }
        advance(head.file(), head.index(), head.time());
        return head.item();
    }

    private void advance(RecordedFile file, int index, Instant reached) throws IOException {
        ReplayItem item = file.next();
        if (item == null) {
            file.close();
        } else {
            Instant time = item instanceof ReplayItem.Event e ? e.event().time() : reached;
            open.add(new Head(index, file, item, time));
        }
    }

    private Instant firstTime(Path path) throws IOException {
        try (RecordedFile file = new RecordedFile(path, options, new AtomicLong())) {
            for (int i = 0; i < LINES_TO_FIRST_EVENT; i++) {
                if (file.next() instanceof ReplayItem.Event event) {
                    return event.event().time();
                }
            }
            return Instant.MIN;
        }
    }

    @Override
    public void close() throws IOException {
        for (Head head : open) {
            head.file().close();
        }
    }

    private record Planned(int index, Path path, Instant first) {}

    private record Head(int index, RecordedFile file, ReplayItem item, Instant time) {}
}

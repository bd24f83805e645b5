// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/** Sorts more than memory holds: what is too much for it lies in files, each sorted, which are merged at the end. */
final class SortedRuns {

    /** Open at once when they are merged; more are made one before. */
    private static final int MOST_RUNS = 32;

    private static final long ITEM_OVERHEAD = 64;

    private final Path folder;
    private final String name;
    private final long memoryBytes;
    private final boolean keep;
    private final List<Item> items = new ArrayList<>();
    private final List<String> runs = new ArrayList<>();
    private final List<String> obsolete = new ArrayList<>();
    private long bytes;
    private int nextRun;

    /** Something with the bytes that it is sorted by; no two are equal. */
    @SuppressWarnings("ArrayRecordComponent")
    record Item(byte[] key, byte[] value) implements Comparable<Item> {
        @Override
        public int compareTo(Item other) {
            return Arrays.compareUnsigned(key, other.key);
        }
    }

    /** Takes items in their order. */
    interface Sink {
        void take(Item item) throws IOException;
    }

    /**
     * @param folder for the files
     * @param name their names begin with it
     * @param memoryBytes how much may be in memory
     * @param keep whether somebody may know files whose content stands in others too: they stay until {@link #tidy}
     */
    SortedRuns(Path folder, String name, long memoryBytes, boolean keep) {
        this.folder = folder;
        this.name = name;
        this.memoryBytes = memoryBytes;
        this.keep = keep;
    }

    /** Goes on with files that another one has {@linkplain #flush flushed}. */
    void resume(List<String> files) throws IOException {
        for (String file : files) {
            if (!Files.isRegularFile(folder.resolve(file))) {
                throw new IOException(file + " is missing");
            }
        }
        runs.addAll(files);
        nextRun = files.stream()
                        .mapToInt(file -> Integer.parseInt(file.substring(name.length() + 1)))
                        .max()
                        .orElse(-1)
                + 1;
    }

    void add(byte[] key, byte[] value) throws IOException {
        items.add(new Item(key, value));
        bytes += key.length + value.length + ITEM_OVERHEAD;
        if (bytes > memoryBytes) {
            spill();
        }
    }

    private void spill() throws IOException {
        if (runs.size() == MOST_RUNS) {
            String merged = nextFile();
            try (RunWriter run = new RunWriter(folder.resolve(merged))) {
                merge(List.of(), run::write);
                run.end(keep);
            }
            obsolete.addAll(runs);
            runs.clear();
            runs.add(merged);
            if (!keep) {
                tidy();
            }
        }
        items.sort(Comparator.naturalOrder());
        String file = nextFile();
        try (RunWriter run = new RunWriter(folder.resolve(file))) {
            for (Item item : items) {
                run.write(item);
            }
            run.end(keep);
        }
        runs.add(file);
        items.clear();
        bytes = 0;
    }

    private String nextFile() {
        return name + "-" + nextRun++;
    }

    /** Puts all that was added into files, on disk when this returns, and names them. */
    List<String> flush() throws IOException {
        if (!items.isEmpty()) {
            spill();
        }
        return List.copyOf(runs);
    }

    /** Removes files whose content stands in others too. */
    void tidy() throws IOException {
        for (String file : obsolete) {
            Files.deleteIfExists(folder.resolve(file));
        }
        obsolete.clear();
    }

    /** The files that hold what memory does not. */
    List<String> files() {
        return List.copyOf(runs);
    }

    /** Gives all items out in order. */
    void forEach(Sink sink) throws IOException {
        items.sort(Comparator.naturalOrder());
        merge(items, sink);
    }

    private void merge(List<Item> more, Sink sink) throws IOException {
        List<RunReader> open = new ArrayList<>();
        try {
            PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::item));
            for (String run : runs) {
                RunReader reader = new RunReader(folder.resolve(run));
                open.add(reader);
                advance(reader::next, heads);
            }
            Iterator<Item> rest = more.iterator();
            advance(() -> rest.hasNext() ? rest.next() : null, heads);
            while (!heads.isEmpty()) {
                Head head = heads.remove();
                sink.take(head.item());
                advance(head.rest(), heads);
            }
        } finally {
            for (RunReader reader : open) {
                reader.close();
            }
        }
    }

    private static void advance(Source source, PriorityQueue<Head> heads) throws IOException {
        @Nullable Item item = source.next();
        if (item != null) {
            heads.add(new Head(item, source));
        }
    }

    private interface Source {
        @Nullable
        Item next() throws IOException;
    }

    private record Head(Item item, Source rest) {}

    /** Nothing is asked of it any more; what it holds goes, unless somebody may know its files. */
    void discard() throws IOException {
        items.clear();
        if (!keep) {
            obsolete.addAll(runs);
            runs.clear();
            tidy();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.recording.EventReplay;
import io.anchorwatch.ingest.recording.Pacer;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.ingest.recording.ReplayOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Recorded history of made-up clusters as the reader of recordings gives it out, lateness decided.
 *
 * @param name of the seed, or of several
 * @param prefix what the names of its clusters begin with
 * @param events in the order of the reader
 * @param badLines lines of the files that are no events
 */
record SeededCorpus(String name, String prefix, List<ReplayItem.Event> events, int badLines) {

    private static final List<String> CLUSTERS = List.of("a", "b", "c\u00e9/d");

    private record Placed(Instant place, ReplayItem.Event event) {}

    /** Writes the recordings of a seed into a folder and reads them. */
    static SeededCorpus of(long seed, Path folder) throws IOException {
        List<SeededCorpus> clusters = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed);
        String prefix = "s" + seed + "-";
        for (int i = 0; i < CLUSTERS.size(); i++) {
            Path files = Files.createDirectories(folder.resolve("seed-" + seed + "-" + i));
            MadeUpHistory history = MadeUpHistory.of(random.split());
            new RecordingFiles(random.split()).write(history, files);
            clusters.add(read(prefix + CLUSTERS.get(i), files));
        }
        return all("seed " + seed, prefix, clusters);
    }

    /** The incident of the examples, its audit events and what a watch saw. */
    static SeededCorpus recorded(Path folder) throws IOException {
        for (String name : List.of("incident.jsonl.gz", "incident-watch.jsonl.gz")) {
            try (InputStream in =
                    Objects.requireNonNull(SeededCorpus.class.getResourceAsStream("/anchorwatch/examples/" + name))) {
                Files.copy(in, folder.resolve(name));
            }
        }
        return read("recorded", folder);
    }

    private static SeededCorpus read(String cluster, Path files) throws IOException {
        List<ReplayItem.Event> events = new ArrayList<>();
        int bad = 0;
        try (EventReplay replay = EventReplay.open(List.of(files), ReplayOptions.of(cluster), Pacer.unpaced())) {
            while (replay.hasNext()) {
                if (replay.next() instanceof ReplayItem.Event event) {
                    events.add(event);
                } else {
                    bad++;
                }
            }
        }
        return new SeededCorpus(cluster, cluster, events, bad);
    }

    /** Several as if one reader had read them: by how far each had come. */
    static SeededCorpus all(String name, String prefix, List<SeededCorpus> corpora) {
        List<Placed> placed = new ArrayList<>();
        for (SeededCorpus corpus : corpora) {
            Instant reached = Instant.MIN;
            for (ReplayItem.Event event : corpus.events()) {
                reached = event.clock().isAfter(reached) ? event.clock() : reached;
                placed.add(new Placed(reached, event));
            }
        }
        placed.sort(Comparator.comparing(Placed::place));
        return new SeededCorpus(
                name,
                prefix,
                placed.stream().map(Placed::event).toList(),
                corpora.stream().mapToInt(SeededCorpus::badLines).sum());
    }

    /** How many of its events are so. */
    long count(Predicate<ReplayItem.Event> which) {
        return events.stream().filter(which).count();
    }

    /** What it holds, for people. */
    String told() {
        return "%s: %d audit events, %d of them late, %d object changes, %d of them late, %d lines unreadable"
                .formatted(
                        name,
                        count(item -> item.event() instanceof AuditEvent),
                        count(item -> item.event() instanceof AuditEvent && item.late()),
                        count(item -> item.event() instanceof ObjectChange),
                        count(item -> item.event() instanceof ObjectChange && item.late()),
                        badLines);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.publish.KafkaEventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** How many objects a second the job takes in and keeps, and what keeping them takes; then changes of them. */
final class StateBench {

    private static final int BATCH = 500;
    private static final int TELL_EVERY = 50_000;
    private static final int MOST_CHANGES = 100_000;
    private static final long FIRST_CHANGE = 100_000_000;
    private static final long STUCK_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final Instant READY = Instant.parse("2026-01-01T00:00:00Z");

    private final MadeUpObjects objects = new MadeUpObjects();
    private final PeakHeap heap = new PeakHeap();
    private final int count;
    private final KafkaEventPublisher publisher;
    private final MeterRegistry registry;
    private final PrintWriter out;
    private final PrintWriter err;
    private long bytes;

    StateBench(int count, KafkaEventPublisher publisher, MeterRegistry registry, PrintWriter out, PrintWriter err) {
        this.count = count;
        this.publisher = publisher;
        this.registry = registry;
        this.out = out;
        this.err = err;
    }

    /** Publishes all objects and waits for them; {@code folder} holds the broker's and the job's. */
    void baseline(Path folder) throws InterruptedException {
        double seconds = seconds(count, this::listed, List.of("baseline"));
        out.printf(
                Locale.ROOT,
                "%,d objects listed, %,d bytes each%n"
                        + "published and taken in %,.0f s, %,.0f objects/s%n"
                        + "heap reachable %,d MiB, most left after any collection %,d MiB, of %,d MiB%n"
                        + "state on disk %,d MiB, topics %,d MiB: objects %,d, stories %,d, changelogs %,d%n",
                count,
                bytes / count,
                seconds,
                count / seconds,
                PeakHeap.reachableMebibytes(),
                heap.mebibytes(),
                Runtime.getRuntime().maxMemory() >> 20,
                DiskUse.mebibytes(folder.resolve(ObjectsBench.JOB), file -> true),
                topics(folder, ""),
                topics(folder, "anchorwatch.objects-"),
                topics(folder, ObjectsBench.JOB + "-stories-"),
                topics(folder, "-changelog-"));
        out.flush();
    }

    /** Logs only: a broker sets room aside for its indexes before it needs it. */
    private static long topics(Path folder, String name) {
        return DiskUse.mebibytes(
                folder.resolve(ObjectsBench.BROKER),
                file -> file.toString().endsWith(".log")
                        && String.valueOf(file.getParent()).contains(name));
    }

    /** Changes every fifth object: status only, and a label, in turns. */
    void changes() throws InterruptedException {
        int changes = Math.max(2, Math.min(count / 5, MOST_CHANGES) / 2 * 2);
        double seconds =
                seconds(changes, this::changed, List.of("quiet", "exact", "inferred", "unexplained", "unknown"));
        out.printf(
                Locale.ROOT,
                "%,d changes, half of them noise: all done after %,.1f s, %,.0f changes/s with the wait for audit%n"
                        + "most left after any collection so far %,d MiB%n",
                changes,
                seconds,
                changes / seconds,
                heap.mebibytes());
        out.flush();
    }

    private ObjectChange listed(long index) {
        var state = new MadeUpObjects.PodState(index + 1, "stable", READY);
        return objects.pod(ObjectChange.Type.ADDED, ObjectChange.Origin.LIST, "team-", index, state, Instant.now());
    }

    private ObjectChange changed(long index) {
        boolean noise = index % 2 == 0;
        Instant now = Instant.now();
        var state = new MadeUpObjects.PodState(FIRST_CHANGE + index, noise ? "stable" : "canary", noise ? now : READY);
        return objects.pod(
                ObjectChange.Type.MODIFIED, ObjectChange.Origin.WATCH, "team-", index * 5 + index % 5, state, now);
    }

    /** Makes a change when it is to be published. */
    private interface Maker {
        ObjectChange at(long index);
    }

    private double seconds(int number, Maker maker, List<String> outcomes) throws InterruptedException {
        double before = done(outcomes);
        long start = System.nanoTime();
        CompletableFuture<Void> sent = CompletableFuture.completedFuture(null);
        List<EventRecord> batch = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            ObjectChange change = maker.at(i);
            bytes += change.json().length;
            batch.add(EventRecord.of(change, change.time()));
            if (batch.size() == BATCH || i == number - 1) {
                sent.join();
                sent = publisher.publish(List.copyOf(batch));
                batch.clear();
            }
            if (i % TELL_EVERY == TELL_EVERY - 1) {
                err.printf(Locale.ROOT, "published %,d, taken in %,.0f%n", i + 1, done(outcomes) - before);
                err.flush();
            }
        }
        sent.join();
        double last = 0;
        for (long moved = System.nanoTime(); last < number; ) {
            TimeUnit.MILLISECONDS.sleep(20);
            double done = done(outcomes) - before;
            if (done > last) {
                moved = System.nanoTime();
                last = done;
            } else if (System.nanoTime() - moved > STUCK_NANOS) {
                throw new IllegalStateException("the job stands still at " + last + " of " + number);
            }
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private double done(List<String> outcomes) {
        return registry.find("anchorwatch.job.changes").counters().stream()
                .filter(counter ->
                        outcomes.contains(String.valueOf(counter.getId().getTag("outcome"))))
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.object.fake.Change;
import io.anchorwatch.ingest.object.fake.Fault;
import io.anchorwatch.ingest.object.fake.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Objects change while connections break, versions expire, the source restarts, and publishing fails, all at random. A
 * reader of the topic must in the end know what the server has, and have been told nothing that never was. {@code
 * -Danchorwatch.seeds=N} tries that many seeds.
 */
class ChaosTest {

    private static final int STEPS = 150;
    private static final int OBJECTS = 12;

    @TempDir
    private Path folder;

    private int injected;
    private int restarts;
    private int changes;
    private int lost;
    private int resent;
    private final List<Long> recoveries = new ArrayList<>();

    @Test
    void theTopicAgreesWithTheServerWhateverGoesWrong() throws IOException, InterruptedException {
        int seeds = Integer.getInteger("anchorwatch.seeds", 3);
        for (int seed = 1; seed <= seeds; seed++) {
            Path own = Files.createDirectories(folder.resolve("seed-" + seed));
            run(own, new Random(seed), "seed " + seed);
        }
        Collections.sort(recoveries);
        System.out.printf(
                "%d seeds: %d faults, %d restarts, %d changes, %d lost outside gaps, 0 invented, %d sent again,"
                        + " recovery p50 %d ms, max %d ms%n",
                seeds,
                injected,
                restarts,
                changes,
                lost,
                resent,
                recoveries.get(recoveries.size() / 2),
                recoveries.get(recoveries.size() - 1));
    }

    private void run(Path own, Random random, String name) throws IOException, InterruptedException {
        Random failures = new Random(random.nextLong());
        try (Rig rig = new Rig(own, new Published(() -> failures.nextInt(10) == 0), Duration.ofMillis(400))) {
            rig.server.watchList(random.nextBoolean());
            rig.start();
            for (int step = 0; step < STEPS; step++) {
                mutate(rig.server.store, random, step);
                disturb(rig, random);
                TimeUnit.MILLISECONDS.sleep(random.nextInt(8));
            }
            long before = System.nanoTime();
            rig.awaitAgreement();
            recoveries.add(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
            injected += rig.server.injected.get();
            judge(rig, name);
        }
    }

    private static void mutate(Store store, Random random, int step) {
        String name = "p" + random.nextInt(OBJECTS);
        switch (random.nextInt(6)) {
            case 0 -> store.delete(name);
            case 1 -> {
                store.delete(name);
                store.put(name, "recreated " + step);
            }
            default -> store.put(name, "\u20ac" + step);
        }
    }

    private void disturb(Rig rig, Random random) throws IOException {
        Fault[] faults = Fault.values();
        switch (random.nextInt(25)) {
            case 0, 1, 2 -> rig.server.watchFaults.add(faults[random.nextInt(faults.length)]);
            case 3 -> rig.server.listFaults.add(faults[random.nextInt(Fault.RESET.ordinal() + 1)]);
            case 4 -> rig.server.store.compact();
            case 5, 6 -> rig.server.dropConnections();
            case 7 -> {
                restarts++;
                rig.stop();
                rig.start();
            }
            default -> {
                // Peace.
            }
        }
    }

    private void judge(Rig rig, String name) {
        List<ObjectChange> told = rig.published.changes();
        Set<String> states = new HashSet<>();
        Set<String> ids = new HashSet<>();
        for (ObjectChange change : told) {
            String state =
                    Store.state(change.object().name(), change.uid(), Integer.parseInt(change.resourceVersion()));
            assertThat(rig.server.store.existed(state))
                    .as(name + " invented " + state)
                    .isTrue();
            states.add(state);
            ids.add(change.id().value());
        }
        resent += told.size() - ids.size();
        List<Change> history = rig.server.store.history();
        changes += history.size();
        List<int[]> gaps = rig.published.gaps();
        List<String> missing = history.stream()
                .map(Change::item)
                .filter(pod -> gaps.stream().noneMatch(gap -> gap[0] < pod.version() && pod.version() <= gap[1]))
                .map(pod -> Store.state(pod.name(), pod.uid(), pod.version()))
                .filter(state -> !states.contains(state))
                .collect(Collectors.toList());
        lost += missing.size();
        assertThat(missing).as(name + " lost").isEmpty();
        assertThat(rig.published.notices()).as(name).doesNotContain(WatchNotice.Kind.DIVERGENCE);
    }
}

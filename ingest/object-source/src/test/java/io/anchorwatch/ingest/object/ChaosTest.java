// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.object.fake.FakeApiServer;
import io.anchorwatch.ingest.object.fake.Fault;
import io.anchorwatch.ingest.object.fake.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Objects change while connections break, versions expire, the source restarts, and publishing fails, all at random. A
 * reader of the topic must in the end know what the server has, and have been told nothing that never was. {@code
 * -Danchorwatch.seeds=N} tries that many seeds, {@code -Danchorwatch.loss=N} loses one in N events of the watch.
 */
class ChaosTest {

    private static final int SEEDS = Integer.getInteger("anchorwatch.seeds", 3);
    private static final int LOSS = Integer.getInteger("anchorwatch.loss", 50);
    private static final int STEPS = 150;
    private static final int OBJECTS = 12;

    @TempDir
    private Path folder;

    private final Tally tally = new Tally();
    private int injected;
    private int restarts;

    @Test
    void theTopicAgreesWithTheServerWhateverGoesWrong() throws IOException, InterruptedException {
        for (int seed = 1; seed <= SEEDS; seed++) {
            try (Rig rig = chaos("seed-" + seed, new Random(seed), version -> false)) {
                tally.add(rig.server, rig.published, "seed " + seed);
            }
        }
        assertNothingWrong();
        assertThat(tally.divergences()).isZero();
    }

    @Test
    void whatTheWatchSilentlyDropsIsFound() throws IOException, InterruptedException {
        for (int seed = 1; seed <= SEEDS; seed++) {
            try (Rig rig = chaos("loss-" + seed, new Random(seed), ChaosTest::isDropped)) {
                long before = divergences(rig);
                int next = rig.server.store.version() + 1;
                rig.server.hide(version -> isDropped(version) || version == next);
                rig.server.store.put("p0", "dropped for certain");
                rig.awaitAgreement();
                await().until(() -> divergences(rig) > before);
                tally.add(rig.server, rig.published, "seed " + seed);
            }
        }
        assertNothingWrong();
    }

    private static long divergences(Rig rig) {
        return Collections.frequency(rig.published.notices(), WatchNotice.Kind.DIVERGENCE);
    }

    private void assertNothingWrong() {
        System.out.printf("%s; %d faults, %d restarts%n", tally, injected, restarts);
        assertThat(tally.invented).isEmpty();
        assertThat(tally.lost).isEmpty();
        assertThat(tally.mistaken).isEmpty();
    }

    /** One in {@link #LOSS}, spread. */
    private static boolean isDropped(int version) {
        return Math.floorMod((version * 0x9E3779B9) >>> 7, LOSS) == 0;
    }

    /** A source that came through it all; its topic agrees with the server. */
    private Rig chaos(String name, Random random, IntPredicate dropped) throws IOException, InterruptedException {
        Path own = Files.createDirectories(folder.resolve(name));
        Random failures = new Random(random.nextLong());
        Rig rig = new Rig(own, new Published(() -> failures.nextInt(10) == 0), Duration.ofMillis(400));
        rig.server.watchList(random.nextBoolean());
        rig.server.hide(dropped);
        rig.start();
        for (int step = 0; step < STEPS; step++) {
            mutate(rig.server.store, random, step);
            disturb(rig, random);
            TimeUnit.MILLISECONDS.sleep(random.nextInt(8));
        }
        long before = System.nanoTime();
        rig.awaitAgreement();
        awaitWatching(rig);
        tally.recovered(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - before));
        injected += rig.server.injected.get();
        return rig;
    }

    /** Until a change comes by the watch: then no list is under way whose notice is still to come. */
    private static void awaitWatching(Rig rig) {
        rig.server.watchFaults.clear();
        rig.server.listFaults.clear();
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            rig.server.store.put("end", "");
            return rig.published.changes().stream()
                    .anyMatch(change ->
                            change.object().name().equals("end") && change.origin() == ObjectChange.Origin.WATCH);
        });
        rig.awaitAgreement();
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
        FakeApiServer server = rig.server;
        Fault[] faults = Fault.values();
        switch (random.nextInt(25)) {
            case 0, 1, 2 -> server.watchFaults.add(faults[random.nextInt(faults.length)]);
            case 3 -> server.listFaults.add(faults[random.nextInt(Fault.RESET.ordinal() + 1)]);
            case 4 -> server.store.compact();
            case 5, 6 -> server.dropConnections();
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
}

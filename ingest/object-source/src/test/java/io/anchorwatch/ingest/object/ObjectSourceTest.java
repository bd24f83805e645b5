// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.object.config.ClusterConfig;
import io.anchorwatch.ingest.object.config.WatchTimes;
import io.anchorwatch.ingest.object.fake.FakeApiServer;
import io.anchorwatch.ingest.object.fake.Fault;
import io.anchorwatch.ingest.object.fake.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ObjectSourceTest {

    private static final Duration NEVER = Duration.ofHours(1);

    @TempDir
    private Path folder;

    @Test
    void theFirstListingIsTheBaselineAndTheWatchGoesOn() throws IOException {
        try (Rig rig = rig(NEVER)) {
            for (int i = 0; i < 1201; i++) {
                rig.server.store.put("p" + i, "\u00e4\u20ac\ud83d\ude00");
            }
            rig.start();
            rig.awaitAgreement();
            awaitNotice(rig, WatchNotice.Kind.BASELINE);
            rig.server.store.put("p7", "x");
            rig.server.store.delete("p8");
            rig.server.store.put("p8", "again");
            rig.awaitAgreement();
            List<ObjectChange> changes = rig.published.changes();
            assertThat(changes.subList(0, 1201))
                    .allMatch(change -> change.origin() == ObjectChange.Origin.LIST)
                    .allMatch(change -> change.type() == ObjectChange.Type.ADDED);
            assertThat(changes.subList(1201, changes.size()))
                    .extracting(change -> change.type() + " " + change.origin())
                    .containsExactly("MODIFIED WATCH", "DELETED WATCH", "ADDED WATCH");
            assertThat(rig.server.paths()).noneMatch(path -> path.contains("secrets"));
            assertEquation(rig);
        }
    }

    @Test
    void initialEventsAreTakenWhereTheServerHasThem() throws IOException {
        try (Rig rig = rig(NEVER)) {
            rig.server.watchList(true);
            rig.server.store.put("a", "");
            rig.start();
            awaitNotice(rig, WatchNotice.Kind.BASELINE);
            rig.server.store.put("b", "");
            rig.awaitAgreement();
            assertThat(rig.published.changes())
                    .extracting(change -> change.type() + " " + change.origin())
                    .containsExactly("ADDED LIST", "ADDED WATCH");
            assertThat(rig.server.paths()).noneMatch(path -> path.contains("limit="));
        }
    }

    @Test
    void aRestartGoesOnWhereItStopped() throws IOException {
        try (Rig rig = rig(NEVER)) {
            for (int i = 0; i < 50; i++) {
                rig.server.store.put("p" + i, "");
            }
            rig.start();
            awaitNotice(rig, WatchNotice.Kind.BASELINE);
            rig.stop();
            rig.server.store.put("p1", "meanwhile");
            rig.server.store.delete("p2");
            rig.start();
            rig.awaitAgreement();
            assertThat(rig.published.changes()).hasSize(52);
            assertThat(rig.published.notices()).containsExactly(WatchNotice.Kind.BASELINE);
        }
    }

    @Test
    void whatHappenedInAGapIsToldAsADifference() throws IOException {
        try (Rig rig = rig(NEVER)) {
            for (String name : List.of("same", "changed", "gone", "recreated")) {
                rig.server.store.put(name, "");
            }
            rig.start();
            awaitNotice(rig, WatchNotice.Kind.BASELINE);
            rig.stop();
            rig.server.store.put("changed", "1");
            rig.server.store.put("changed", "2");
            rig.server.store.delete("gone");
            rig.server.store.delete("recreated");
            rig.server.store.put("recreated", "");
            rig.server.store.put("new", "");
            rig.server.store.compact();
            rig.start();
            rig.awaitAgreement();
            awaitNotice(rig, WatchNotice.Kind.GAP);
            List<ObjectChange> after = rig.published.changes().subList(4, 9);
            assertThat(after).allMatch(change -> change.origin() == ObjectChange.Origin.RELIST);
            assertThat(after).allMatch(change -> change.since().isBefore(change.time()));
            assertThat(after)
                    .extracting(change -> change.type() + " " + change.object().name())
                    .containsExactlyInAnyOrder(
                            "MODIFIED changed", "DELETED gone", "DELETED recreated", "ADDED recreated", "ADDED new");
            assertEquation(rig);
        }
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void noFaultOfAWatchLosesAChange(Fault fault) throws IOException {
        try (Rig rig = rig(NEVER)) {
            rig.server.store.put("p", "");
            rig.server.watchFaults.add(fault);
            rig.start();
            awaitNotice(rig, WatchNotice.Kind.BASELINE);
            for (int i = 0; i < 20; i++) {
                rig.server.store.put("p" + i % 3, "\u20ac" + i);
            }
            rig.awaitAgreement();
            boolean gone = fault == Fault.GONE_STATUS || fault == Fault.GONE_EVENT;
            assertThat(rig.published.notices().contains(WatchNotice.Kind.GAP)).isEqualTo(gone);
            if (fault == Fault.FORBIDDEN) {
                assertThat(rig.published.notices())
                        .containsSubsequence(WatchNotice.Kind.DENIED, WatchNotice.Kind.RECOVERED);
            }
            assertThat(rig.published.changes())
                    .allMatch(change -> rig.server.store.existed(Store.state(
                            change.object().name(), change.uid(), Integer.parseInt(change.resourceVersion()))));
        }
    }

    @Test
    void whatIsNoObjectGoesToTheDeadLettersAndTheWatchGoesOn() throws IOException {
        try (Rig rig = rig(NEVER)) {
            rig.server.watchFaults.add(Fault.GARBAGE);
            rig.start();
            await().until(() -> rig.published.deadLetters() == 2);
            rig.server.store.put("p", "");
            rig.awaitAgreement();
            assertEquation(rig);
        }
    }

    @Test
    void aCheckFindsWhatTheWatchLostAndNothingElse() throws IOException {
        try (Rig rig = rig(Duration.ofMillis(300))) {
            for (String name : List.of("a", "b", "c")) {
                rig.server.store.put(name, "");
            }
            rig.start();
            awaitNotice(rig, WatchNotice.Kind.BASELINE);
            int next = rig.server.store.version() + 1;
            rig.server.hide(version -> version >= next && version <= next + 2);
            rig.server.store.put("a", "unseen");
            rig.server.store.delete("b");
            rig.server.store.put("d", "unseen");
            for (int i = 0; i < 100; i++) {
                rig.server.store.put("busy", "" + i);
            }
            rig.awaitAgreement();
            awaitNotice(rig, WatchNotice.Kind.DIVERGENCE);
            assertThat(rig.published.changes())
                    .filteredOn(change -> change.origin() == ObjectChange.Origin.RELIST)
                    .extracting(change -> change.type() + " " + change.object().name())
                    .containsExactlyInAnyOrder("MODIFIED a", "DELETED b", "ADDED d");
        }
    }

    @Test
    void aPublisherThatFailsIsTriedAgainAndNothingIsSkipped() throws IOException {
        AtomicInteger calls = new AtomicInteger();
        Published failing = new Published(() -> calls.incrementAndGet() % 3 != 0);
        try (Rig rig = new Rig(folder, failing, NEVER)) {
            rig.start();
            for (int i = 0; i < 30; i++) {
                rig.server.store.put("p" + i % 4, "" + i);
            }
            rig.awaitAgreement();
        }
    }

    @Test
    void aDeadServerIsAProblemUntilItIsBack() throws IOException {
        try (Rig rig = rig(NEVER)) {
            rig.start();
            awaitNotice(rig, WatchNotice.Kind.BASELINE);
            for (int i = 0; i < 20; i++) {
                rig.server.watchFaults.add(Fault.RESET);
            }
            rig.server.dropConnections();
            awaitNotice(rig, WatchNotice.Kind.UNREACHABLE);
            awaitNotice(rig, WatchNotice.Kind.RECOVERED);
            await().until(() -> rig.problems().isEmpty());
        }
    }

    @Test
    void aSnapshotGivesEachObjectOnce() throws IOException, InterruptedException {
        try (FakeApiServer server = new FakeApiServer()) {
            for (int i = 0; i < 700; i++) {
                server.store.put("p" + i, "");
            }
            List<ObjectChange> seen = new ArrayList<>();
            ClusterConfig cluster = ClusterConfig.kubeconfig("c1", server.kubeconfig(folder), "");
            assertThat(ObjectSource.snapshot(cluster, InstantSource.system(), seen::add))
                    .isEmpty();
            assertThat(seen.stream().map(change -> change.object().name()).distinct())
                    .hasSize(700);
        }
    }

    @Test
    void secretsAndConfigMapsAreRefused() {
        for (String resource : List.of("secrets", "configmaps")) {
            assertThatThrownBy(() ->
                            new ObjectSourceConfig(List.of(), List.of(resource), List.of(), folder, WatchTimes.DEFAULT))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("gives away their data");
        }
    }

    private Rig rig(Duration relist) throws IOException {
        return new Rig(folder, new Published(() -> false), relist);
    }

    private static void awaitNotice(Rig rig, WatchNotice.Kind kind) {
        await().pollInterval(Duration.ofMillis(5))
                .until(() -> rig.published.notices().contains(kind));
    }

    /** In the end all that was received is somewhere. */
    private static void assertEquation(Rig rig) {
        rig.stop();
        double received = count(rig, "received");
        double ended = count(rig, "published")
                + count(rig, "dead.lettered")
                + count(rig, "unchanged")
                + count(rig, "bookmarks")
                + count(rig, "errors");
        assertThat(received).isEqualTo(ended).isPositive();
    }

    private static double count(Rig rig, String name) {
        return rig.registry.get("anchorwatch.watch." + name).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }
}

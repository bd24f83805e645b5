// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.object.config.ClusterConfig;
import io.anchorwatch.ingest.object.fake.FakeApiServer;
import io.anchorwatch.ingest.object.fake.Fault;
import io.anchorwatch.ingest.object.fake.Served;
import io.anchorwatch.ingest.object.fake.Store;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Several clusters and resources in one process. */
class ClustersTest {

    @TempDir
    private Path folder;

    private final Published published = new Published(() -> false);
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final FakeApiServer one;
    private final FakeApiServer two;

    ClustersTest() throws IOException {
        one = new FakeApiServer();
        two = new FakeApiServer();
    }

    @AfterEach
    void stop() throws IOException {
        one.close();
        two.close();
    }

    private ObjectSource start() throws IOException {
        return ObjectSource.start(
                new ObjectSourceConfig(
                        List.of(
                                ClusterConfig.kubeconfig("one", one.kubeconfig(folder.resolve("one")), ""),
                                ClusterConfig.kubeconfig("two", two.kubeconfig(folder.resolve("two")), "")),
                        List.of(),
                        List.of("podtemplates"),
                        folder.resolve("state"),
                        Rig.times(Duration.ofHours(1))),
                published,
                registry,
                InstantSource.system(),
                new Random(1));
    }

    private List<String> told(String cluster) {
        return published.changes(cluster).stream()
                .map(change ->
                        change.object().groupResource() + " " + change.object().name() + " " + change.origin())
                .toList();
    }

    private void awaitTold(String cluster, String... changes) {
        await().pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(told(cluster)).containsExactlyInAnyOrder(changes));
    }

    private long notices(String cluster, WatchNotice.Kind kind) {
        return Collections.frequency(published.notices(cluster), kind);
    }

    private void awaitNotices(String cluster, WatchNotice.Kind kind, int count) {
        await().pollInterval(Duration.ofMillis(5)).until(() -> notices(cluster, kind) == count);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void eachResourceOfEachClusterIsWatched(boolean aggregated) throws IOException {
        for (FakeApiServer server : List.of(one, two)) {
            server.aggregatedDiscovery(aggregated);
            server.serve(Served.DEPLOYMENTS).put("d", "");
            server.serve(Served.DEFINITIONS).put("crd", "");
            server.serve(new Served("", "v1", "podtemplates", "PodTemplate", true))
                    .put("excluded", "");
            server.serve(new Served("example.com", "v1", "unwanted", "Unwanted", true))
                    .put("unwanted", "");
            server.store.put("p", "");
        }
        try (ObjectSource source = start()) {
            for (String cluster : List.of("one", "two")) {
                awaitNotices(cluster, WatchNotice.Kind.BASELINE, 3);
                awaitTold(
                        cluster,
                        "pods p LIST",
                        "deployments.apps d LIST",
                        "customresourcedefinitions.apiextensions.k8s.io crd LIST");
                assertThat(source.problems(cluster)).isEmpty();
            }
            two.store.put("q", "");
            awaitTold(
                    "two",
                    "pods p LIST",
                    "deployments.apps d LIST",
                    "customresourcedefinitions.apiextensions.k8s.io crd LIST",
                    "pods q WATCH");
            assertThat(told("one")).hasSize(3);
            assertThat(one.paths().stream().filter(path -> path.startsWith("/api/v1?") || path.equals("/api/v1")))
                    .hasSize(aggregated ? 0 : 1);
        }
    }

    @Test
    void aClusterThatIsAwayIsToldOnceAndKeepsNobodyElseFromBeingWatched() throws Exception {
        Store deployments = two.serve(Served.DEPLOYMENTS);
        two.serve(Served.DEFINITIONS);
        try (ObjectSource source = start()) {
            awaitNotices("one", WatchNotice.Kind.BASELINE, 1);
            awaitNotices("two", WatchNotice.Kind.BASELINE, 3);
            two.away();
            awaitNotices("two", WatchNotice.Kind.UNREACHABLE, 1);
            assertThat(source.problems("two")).singleElement().asString().startsWith("cluster two does not answer: ");
            assertThat(registry.get("anchorwatch.watch.problems")
                            .tag("cluster", "two")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            one.store.put("p", "");
            deployments.put("meanwhile", "");
            awaitTold("one", "pods p WATCH");
            assertThat(source.problems("one")).isEmpty();
            two.back();
            awaitNotices("two", WatchNotice.Kind.RECOVERED, 1);
            awaitTold("two", "deployments.apps meanwhile WATCH");
            await().until(() -> source.problems("two").isEmpty());
            assertThat(notices("two", WatchNotice.Kind.UNREACHABLE)).isEqualTo(1);
            assertThat(notices("one", WatchNotice.Kind.UNREACHABLE)).isZero();
        }
    }

    @Test
    void aClusterThatIsAwayFromTheStartIsToldAndPickedUp() throws Exception {
        two.store.put("p", "");
        two.away();
        try (ObjectSource source = start()) {
            awaitNotices("two", WatchNotice.Kind.UNREACHABLE, 1);
            assertThat(source.problems("two")).anyMatch(line -> line.startsWith("cluster two, discovery: "));
            awaitNotices("one", WatchNotice.Kind.BASELINE, 1);
            two.back();
            awaitTold("two", "pods p LIST");
            awaitNotices("two", WatchNotice.Kind.RECOVERED, 1);
            await().until(() -> source.problems("two").isEmpty());
        }
    }

    @Test
    void manyConnectionsThatBreakAtOnceAreNoOutage() throws IOException {
        for (Served more : List.of(Served.DEPLOYMENTS, Served.DEFINITIONS, Served.APPLICATIONS)) {
            one.serve(more);
        }
        for (String resource : List.of("services", "nodes", "namespaces", "endpoints")) {
            one.serve(new Served("", "v1", resource, "K", true));
        }
        try (ObjectSource source = start()) {
            awaitNotices("one", WatchNotice.Kind.BASELINE, 8);
            one.dropConnections();
            one.store.put("p", "");
            awaitTold("one", "pods p WATCH");
            assertThat(notices("one", WatchNotice.Kind.UNREACHABLE)).isZero();
            assertThat(source.problems("one")).isEmpty();
        }
    }

    @Test
    void aDefinitionBringsItsObjectsIn() throws IOException {
        Store definitions = one.serve(Served.DEFINITIONS);
        try (ObjectSource source = start()) {
            awaitNotices("one", WatchNotice.Kind.BASELINE, 2);
            one.serve(Served.APPLICATIONS).put("guestbook", "");
            definitions.put("applications.argoproj.io", "");
            awaitTold(
                    "one",
                    "customresourcedefinitions.apiextensions.k8s.io applications.argoproj.io WATCH",
                    "applications.argoproj.io guestbook LIST");
            assertThat(source.problems("one")).isEmpty();
        }
    }

    @Test
    void theServerIsNotAskedAgainBeforeItSaid() throws IOException {
        one.retryAfter(1);
        one.watchFaults.add(Fault.TOO_MANY);
        try (ObjectSource source = start()) {
            awaitNotices("one", WatchNotice.Kind.BASELINE, 1);
            await().until(() -> watches().size() == 2);
            long waited = watches().get(1).nanos() - watches().get(0).nanos();
            assertThat(waited).isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(1));
            one.store.put("p", "");
            awaitTold("one", "pods p WATCH");
            assertThat(source.problems("one")).isEmpty();
        }
    }

    private List<FakeApiServer.Call> watches() {
        return one.calls.stream()
                .filter(call -> call.path().contains("pods?watch=true&allowWatchBookmarks"))
                .toList();
    }

    @Test
    void aRotatedTokenIsTakenUp() throws IOException {
        try (ObjectSource source = start()) {
            awaitNotices("one", WatchNotice.Kind.BASELINE, 1);
            one.token("rotated");
            one.kubeconfig(folder.resolve("one"));
            one.store.put("p", "");
            // The client reads its credentials again no sooner than five seconds after it read them last.
            await().atMost(Duration.ofSeconds(15))
                    .until(() ->
                            one.calls.stream().anyMatch(call -> call.token().equals("rotated")));
            await().until(() -> source.problems("one").isEmpty());
            one.store.put("q", "");
            awaitTold("one", "pods p WATCH", "pods q WATCH");
            assertThat(published.changes("one")).allMatch(change -> change.type() == ObjectChange.Type.ADDED);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.object.fake.Change;
import io.anchorwatch.ingest.object.fake.FakeApiServer;
import io.anchorwatch.ingest.object.fake.Item;
import io.anchorwatch.ingest.object.fake.Served;
import io.anchorwatch.ingest.object.fake.Store;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole service beside an API server: objects are watched, joined with requests, and survive outages and kills. */
final class ObjectWatchTest {

    /** The source alone is killed in its own module at every build; here the whole process is, with the profile. */
    private static final boolean LONG = Boolean.getBoolean("anchorwatch.long");

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final int BASELINE = 40;
    private static final String PRIVILEGED =
            ",\"spec\":{\"containers\":[{\"name\":\"c\",\"image\":\"busybox:1.36\",\"securityContext\":{\"privileged\":true}}]}";

    @TempDir
    private Path dir;

    private static String replicas(int count) {
        return ",\"spec\":{\"replicas\":" + count + "}";
    }

    private static ConditionFactory soon() {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).ignoreExceptions();
    }

    @Test
    void changesAreJoinedWithRequestsAndNoneIsLost() throws Exception {
        try (FakeApiServer server = new FakeApiServer();
                FakeApiServer gone = new FakeApiServer()) {
            Store deployments = server.serve(Served.DEPLOYMENTS);
            for (int i = 0; i < BASELINE; i++) {
                server.store.put("old-" + i, "", PRIVILEGED);
            }
            Map<String, Path> clusters = new LinkedHashMap<>();
            clusters.put(ServicePlace.CLUSTER, server.kubeconfig(dir.resolve("prod")));
            clusters.put("other", gone.kubeconfig(dir.resolve("other")));
            gone.away();
            ServicePlace place = ServicePlace.watching(dir, clusters);
            Told told = new Told(place);
            try (ChildJvm service = place.start();
                    AuditSender audit = AuditSender.start(place)) {
                theBaselineIsNoNews(place, told);
                aRequestAndItsObjectMakeOneAlert(server.store, audit, told);
                changeThatNobodyAskedFor(deployments, audit, told);
                anOutageIsAGapAndNoStorm(server, told);
                aChangeThatNobodyAskedForIsTold(told);
                if (!LONG) {
                    return;
                }
                theKillLosesNothing(server, place, service, told);
            }
            // The job has nothing to do with this; without it the process is up sooner.
            try (ChildJvm service = place.start("--role", "watch")) {
                nothingIsMissing(server, told);
                assertThat(service.terminate()).isIn(0, 143);
            }
        }
    }

    private static void theBaselineIsNoNews(ServicePlace place, Told told) throws Exception {
        Operations.of(place).awaitReady(PATIENCE);
        soon().until(() -> told.notices(WatchNotice.Kind.BASELINE, "pods") == 1
                && told.notices(WatchNotice.Kind.BASELINE, "deployments.apps") == 1);
        assertThat(told.count(ObjectChange.Type.ADDED, ObjectChange.Origin.LIST))
                .isEqualTo(BASELINE);
        soon().untilAsserted(() -> assertThat(
                        Operations.of(place).get("/readyz").body())
                .startsWith("{\"status\":\"degraded\"")
                .contains("\"watch-prod\":{\"status\":\"ok\"}", "cluster other, discovery: ConnectException"));
        assertThat(Operations.of(place).get("/readyz").statusCode()).isEqualTo(200);
    }

    private static void aRequestAndItsObjectMakeOneAlert(Store pods, AuditSender audit, Told told) throws Exception {
        Item pod = pods.put("miner", "", PRIVILEGED);
        audit.created(Served.PODS, pod, "mallory");
        soon().until(() -> !told.alerts("pod-privileged").isEmpty());
    }

    private static void changeThatNobodyAskedFor(Store deployments, AuditSender audit, Told told) throws Exception {
        audit.created(Served.DEPLOYMENTS, deployments.put("web", "", replicas(1)), "alice");
        soon().until(() -> told.states("deployments.apps").size() == 1);
        deployments.put("web", "", replicas(5));
        soon().until(() -> told.states("deployments.apps").size() == 2);
    }

    private static void aChangeThatNobodyAskedForIsTold(Told told) {
        soon().until(() -> !told.alerts("object-change-without-audit").isEmpty());
        assertThat(told.alerts("object-change-without-audit")).singleElement().satisfies(alert -> {
            assertThat(alert.at("/target/name").asText()).isEqualTo("web");
            assertThat(alert.at("/cluster").asText()).isEqualTo(ServicePlace.CLUSTER);
        });
        // By now the pod's change has long been settled: it made no second alert, and the baseline none at all.
        List<JsonNode> alerts = told.alerts("pod-privileged");
        assertThat(alerts).singleElement().satisfies(alert -> {
            assertThat(alert.at("/actor/name").asText()).isEqualTo("mallory");
            assertThat(alert.at("/target/name").asText()).isEqualTo("miner");
        });
    }

    private static void anOutageIsAGapAndNoStorm(FakeApiServer server, Told told) throws Exception {
        server.away();
        server.store.put("old-1", "meanwhile", PRIVILEGED);
        server.store.delete("old-2");
        server.store.put("new", "");
        server.store.compact();
        server.back();
        soon().until(() -> told.notices(WatchNotice.Kind.GAP, "pods") == 1);
        List<ObjectChange> found = told.changes().stream()
                .filter(change -> change.origin() == ObjectChange.Origin.RELIST)
                .toList();
        assertThat(found)
                .extracting(change -> change.type() + " " + change.object().name())
                .containsExactlyInAnyOrder("MODIFIED old-1", "DELETED old-2", "ADDED new");
    }

    private static void theKillLosesNothing(FakeApiServer server, ServicePlace place, ChildJvm service, Told told)
            throws Exception {
        Random random = new Random(11);
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(800);
        for (int i = 0; System.nanoTime() < end; i++) {
            change(server.store, random, i);
        }
        soon().until(() -> told.states("pods").size() > BASELINE + 100);
        for (int i = 0; i < 200; i++) {
            change(server.store, random, i);
        }
        service.kill();
        for (int i = 0; i < 200; i++) {
            change(server.store, random, i);
        }
        assertThat(place.log()).doesNotContain("OutOfMemoryError");
    }

    private static void change(Store pods, Random random, int step) {
        String name = "busy-" + random.nextInt(20);
        if (random.nextInt(4) == 0) {
            pods.delete(name);
        } else {
            pods.put(name, "step " + step);
        }
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
    }

    private static void nothingIsMissing(FakeApiServer server, Told told) {
        List<String> history = server.store.history().stream()
                .map(Change::item)
                .filter(item -> item.name().startsWith("busy-"))
                .map(item -> Store.state(item.name(), item.uid(), item.version()))
                .toList();
        soon().untilAsserted(() -> assertThat(told.states("pods")).containsAll(history));
        assertThat(told.notices(WatchNotice.Kind.GAP, "pods")).isEqualTo(1);
        assertThat(told.count(ObjectChange.Type.ADDED, ObjectChange.Origin.LIST))
                .isEqualTo(BASELINE);
    }
}

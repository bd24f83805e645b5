// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.anchorwatch.ingest.event.ObjectRef;
import io.anchorwatch.ingest.object.config.ClusterConfig;
import io.anchorwatch.ingest.object.fake.FakeApiServer;
import io.anchorwatch.ingest.object.fake.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApiClientTest {

    private static final WatchedResource PODS = new WatchedResource(new ObjectRef("", "v1", "pods", "", ""), "Pod");
    private static final WatchedResource NODES_METRICS =
            new WatchedResource(new ObjectRef("metrics.example.com", "v1", "nodes", "", ""), "Node");
    private static final Duration PATIENCE = Duration.ofHours(3);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-24T00:00:00Z"));

    @TempDir
    private Path folder;

    private FakeApiServer server;

    ApiClientTest() throws IOException {
        server = new FakeApiServer();
    }

    @BeforeEach
    void something() {
        server.store.put("p", "");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private void later(Duration by) {
        now.updateAndGet(instant -> instant.plus(by));
    }

    private ApiClient client() throws IOException {
        return new ApiClient(ClusterConfig.kubeconfig("c1", server.kubeconfig(folder), ""), now::get);
    }

    private static int status(ApiClient client) throws InterruptedException {
        try (BodyStream body = client.get("/api", "application/json", PATIENCE)) {
            return body.readAllBytes().length > 0 ? 200 : 0;
        } catch (ApiException refused) {
            return refused.status();
        } catch (IOException broken) {
            return -1;
        }
    }

    @Test
    void aRotatedTokenIsReadAgainAndWhatIsOpenStaysOpen() throws Exception {
        try (ApiClient client = client();
                BodyStream watch = client.get(
                        "/api/v1/pods?watch=true&resourceVersion=" + server.store.version(),
                        "application/json",
                        PATIENCE)) {
            server.token("rotated");
            server.kubeconfig(folder);
            later(Duration.ofMinutes(1));
            assertThat(status(client)).isEqualTo(200);
            server.store.put("p", "changed");
            assertThat(new WatchLines(watch).next())
                    .as("the watch with the old client")
                    .isNotNull();
            assertThat(server.calls).extracting(FakeApiServer.Call::token).contains("t", "rotated");
        }
    }

    @Test
    void afterARefusalTheWholeKubeconfigIsReadAgain() throws Exception {
        try (FakeApiServer moved = new FakeApiServer();
                ApiClient client = client()) {
            moved.token("rotated");
            server.token("nobody's any more");
            assertThat(status(client)).isEqualTo(401);
            moved.kubeconfig(folder);
            assertThat(status(client)).as("read a moment ago").isEqualTo(401);
            later(Duration.ofSeconds(6));
            assertThat(status(client)).as("and now again").isEqualTo(401);
            assertThat(status(client)).isEqualTo(200);
            assertThat(moved.paths()).containsExactly("/api");
        }
    }

    @Test
    void aClientIsClosedWhenTheLastUserIsDone() {
        AtomicReference<String> state = new AtomicReference<>("open");
        Shared<AutoCloseable> shared = new Shared<>(() -> state.set("closed"));
        assertThat(shared.take()).isNotNull();
        assertThat(shared.take()).isNotNull();
        shared.retire();
        assertThatThrownBy(shared::take).isInstanceOf(IllegalStateException.class);
        shared.release();
        assertThat(state).hasValue("open");
        shared.release();
        assertThat(state).hasValue("closed");
    }

    @Test
    void whatTheServerAsksToWaitIsTold() throws Exception {
        server.retryAfter(7);
        server.listFaults.add(Fault.TOO_MANY);
        try (ApiClient client = client()) {
            assertThatThrownBy(() -> new ListPages(client, PODS).all(object -> {}))
                    .isInstanceOfSatisfying(ApiException.class, refused -> {
                        assertThat(refused.status()).isEqualTo(429);
                        assertThat(refused.retryAfter()).isEqualTo(Duration.ofSeconds(7));
                    });
        }
    }

    @Test
    void aRefusalOfInitialEventsIsRememberedForAWhileAndForItsGroup() throws Exception {
        try (ApiClient client = client()) {
            String version = new Listing(client, PODS).all(object -> {});
            assertThat(version).isEqualTo(Integer.toString(server.store.version()));
            assertThat(client.initialEvents(PODS)).isFalse();
            assertThat(client.initialEvents(NODES_METRICS)).isTrue();
            later(Duration.ofMinutes(59));
            assertThat(client.initialEvents(PODS)).isFalse();
            later(Duration.ofMinutes(2));
            server.watchList(true);
            server.calls.clear();
            assertThat(new Listing(client, PODS).all(object -> {})).isEqualTo(version);
            assertThat(server.paths()).singleElement().asString().contains("sendInitialEvents=true");
        }
    }

    @Test
    void anUnknownContextIsRefused() throws Exception {
        Path file = server.kubeconfig(folder);
        assertThatThrownBy(() -> new ApiClient(ClusterConfig.kubeconfig("c1", file, "nobody"), now::get))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no context 'nobody'");
        Files.writeString(file, Files.readString(file).replace("current-context: x", ""));
        assertThatThrownBy(() -> new ApiClient(ClusterConfig.kubeconfig("c1", file, ""), now::get))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has no current context");
    }
}

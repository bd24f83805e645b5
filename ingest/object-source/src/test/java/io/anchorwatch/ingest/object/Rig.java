// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import static org.awaitility.Awaitility.await;

import io.anchorwatch.ingest.object.config.ClusterConfig;
import io.anchorwatch.ingest.object.config.WatchTimes;
import io.anchorwatch.ingest.object.fake.FakeApiServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A source that watches a {@link FakeApiServer} in a hurry, and can be restarted. */
final class Rig implements AutoCloseable {

    final FakeApiServer server;
    final Published published;
    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final Path folder;
    private final Duration relist;
    private @Nullable ObjectSource source;

    Rig(Path folder, Published published, Duration relist) throws IOException {
        this.folder = folder;
        this.published = published;
        this.relist = relist;
        this.server = new FakeApiServer();
    }

    /** Everything in a hurry. */
    static WatchTimes times(Duration relist) {
        return new WatchTimes(
                Duration.ofMillis(500),
                relist,
                Duration.ofSeconds(10),
                Duration.ofMinutes(1),
                Duration.ofMillis(5),
                Duration.ofMillis(50));
    }

    void start() throws IOException {
        source = ObjectSource.start(
                new ObjectSourceConfig(
                        List.of(ClusterConfig.kubeconfig("c1", server.kubeconfig(folder), "")),
                        List.of(),
                        List.of(),
                        folder.resolve("state"),
                        times(relist)),
                published,
                registry,
                InstantSource.system(),
                new Random(1));
    }

    void stop() {
        if (source != null) {
            source.close();
            source = null;
        }
    }

    List<String> problems() {
        return source == null ? List.of() : source.problems("c1");
    }

    /** Until a reader of the topic knows what the server has. */
    void awaitAgreement() {
        await().pollInterval(Duration.ofMillis(5))
                .atMost(Duration.ofSeconds(10))
                .until(() -> published.net().equals(truth()));
    }

    Map<String, String> truth() {
        return truth(server);
    }

    /** What there is: name to uid/version. */
    static Map<String, String> truth(FakeApiServer server) {
        Map<String, String> truth = new TreeMap<>();
        server.store.items().forEach((name, pod) -> truth.put(name, pod.uid() + "/" + pod.version()));
        return truth;
    }

    @Override
    public void close() throws IOException {
        stop();
        server.close();
    }
}

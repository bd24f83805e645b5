// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.publish.EventPublisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** How fast and how large a first listing is: {@code -Danchorwatch.objects=100000}. */
@EnabledIfSystemProperty(named = "anchorwatch.objects", matches = "\\d+")
class ScaleTest {

    @TempDir
    private Path folder;

    @Test
    void aLargeClusterIsListed() throws IOException {
        int objects = Integer.getInteger("anchorwatch.objects", 0);
        AtomicInteger changes = new AtomicInteger();
        try (FakeApiServer server = new FakeApiServer()) {
            String padding = "x".repeat(2000);
            for (int i = 0; i < objects; i++) {
                server.store.put("p" + i, padding);
            }
            long before = used();
            long start = System.nanoTime();
            ObjectSourceConfig config = new ObjectSourceConfig(
                    List.of(ClusterConfig.kubeconfig("c1", server.kubeconfig(folder), "")),
                    List.of(),
                    List.of(),
                    folder.resolve("state"),
                    WatchTimes.DEFAULT);
            try (ObjectSource source = ObjectSource.start(
                    config, counting(changes), new SimpleMeterRegistry(), InstantSource.system(), new Random(1))) {
                await().atMost(Duration.ofMinutes(5)).until(() -> changes.get() == objects);
                double seconds = (System.nanoTime() - start) / (double) TimeUnit.SECONDS.toNanos(1);
                assertThat(source.problems("c1")).isEmpty();
                System.out.printf(
                        "%d objects in %.1f s: %.0f a second; heap of the source %d KiB%n",
                        objects, seconds, objects / seconds, (used() - before) >> 10);
            }
        }
    }

    private static EventPublisher counting(AtomicInteger changes) {
        return new EventPublisher() {
            @Override
            public CompletableFuture<Void> publish(List<EventRecord> batch) {
                batch.stream()
                        .filter(each ->
                                EventTopics.OBJECT_TYPE.equals(each.headers().get(EventTopics.CE_TYPE)))
                        .forEach(each -> changes.incrementAndGet());
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void close() {}
        };
    }

    private static long used() {
        Runtime.getRuntime().gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}

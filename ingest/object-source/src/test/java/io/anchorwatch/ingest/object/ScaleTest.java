// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.object.config.ClusterConfig;
import io.anchorwatch.ingest.object.config.WatchTimes;
import io.anchorwatch.ingest.object.fake.FakeApiServer;
import io.anchorwatch.ingest.object.fake.Generated;
import io.anchorwatch.ingest.object.fake.Served;
import io.anchorwatch.ingest.publish.EventPublisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast and how large a first listing is, and a check of it: {@code -Danchorwatch.objects=1000000}, each with an
 * annotation of {@code -Danchorwatch.bytes} characters.
 */
@EnabledIfSystemProperty(named = "anchorwatch.objects", matches = "\\d+")
class ScaleTest {

    @TempDir
    private Path folder;

    @Test
    void aLargeClusterIsListedAndChecked() throws IOException {
        int objects = Integer.getInteger("anchorwatch.objects", 0);
        AtomicInteger changes = new AtomicInteger();
        AtomicInteger notices = new AtomicInteger();
        PeakHeap heap = new PeakHeap();
        SimpleMeterRegistry registry = new SimpleMeterRegistry();
        try (FakeApiServer server = new FakeApiServer()) {
            server.serve(Served.PODS, new Generated(objects, "x".repeat(Integer.getInteger("anchorwatch.bytes", 200))));
            long start = System.nanoTime();
            try (ObjectSource source = ObjectSource.start(
                    config(server), counting(changes, notices), registry, InstantSource.system(), new Random(1))) {
                await().atMost(Duration.ofMinutes(10)).until(() -> notices.get() == 1);
                double listed = since(start);
                long checking = System.nanoTime();
                await().atMost(Duration.ofMinutes(10))
                        .until(() -> registry.get("anchorwatch.watch.relists")
                                        .tag("resource", "pods")
                                        .counter()
                                        .count()
                                > 1);
                System.out.printf(
                        "%d objects, max heap %d MiB: listed in %.1f s, %.0f a second; checked in %.1f s at most; most"
                                + " alive after a collection %d MiB; index %d MiB on disk%n",
                        objects,
                        Runtime.getRuntime().maxMemory() >> 20,
                        listed,
                        objects / listed,
                        since(checking),
                        heap.mebibytes(),
                        size(folder.resolve("state")) >> 20);
                assertThat(source.problems("c1")).isEmpty();
            }
            assertThat(changes).hasValue(objects);
            assertThat(notices).as("no divergence").hasValue(1);
        }
    }

    private ObjectSourceConfig config(FakeApiServer server) throws IOException {
        return new ObjectSourceConfig(
                List.of(ClusterConfig.kubeconfig("c1", server.kubeconfig(folder), "")),
                List.of(),
                List.of(),
                folder.resolve("state"),
                WatchTimes.DEFAULT.relisting(Duration.ofSeconds(2)));
    }

    private static double since(long nanos) {
        return (System.nanoTime() - nanos) / (double) TimeUnit.SECONDS.toNanos(1);
    }

    private static long size(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private static EventPublisher counting(AtomicInteger changes, AtomicInteger notices) {
        return new EventPublisher() {
            @Override
            public CompletableFuture<Void> publish(List<EventRecord> batch) {
                for (EventRecord each : batch) {
                    boolean change =
                            EventTopics.OBJECT_TYPE.equals(each.headers().get(EventTopics.CE_TYPE));
                    (change ? changes : notices).incrementAndGet();
                }
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void close() {}
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.ObjectChange.Origin;
import io.anchorwatch.ingest.event.ObjectChangeCodec;
import io.anchorwatch.ingest.event.ObjectChangeCodec.Sighting;
import io.anchorwatch.ingest.event.ObjectResult;
import io.anchorwatch.ingest.object.api.ApiClient;
import io.anchorwatch.ingest.object.api.ApiException;
import io.anchorwatch.ingest.object.api.Discovery;
import io.anchorwatch.ingest.object.api.ListPages;
import io.anchorwatch.ingest.object.api.WatchedResource;
import io.anchorwatch.ingest.object.config.ClusterConfig;
import io.anchorwatch.ingest.object.state.RocksWatchState;
import io.anchorwatch.ingest.object.state.WatchState;
import io.anchorwatch.ingest.object.watch.ClusterHealth;
import io.anchorwatch.ingest.object.watch.ClusterWatch;
import io.anchorwatch.ingest.object.watch.WatchContext;
import io.anchorwatch.ingest.publish.EventPublisher;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes what the objects of clusters become. A change is published at least once, under the same id each time; what
 * happened while nothing watched is published as the difference that it made.
 */
public final class ObjectSource implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ObjectSource.class);
    private static final Duration CLOSE_WAIT = Duration.ofMillis(1500);

    private final CountDownLatch stop;
    private final WatchState state;
    private final InstantSource clock;
    private final List<ClusterWatch> clusters = new ArrayList<>();

    private ObjectSource(CountDownLatch stop, WatchState state, InstantSource clock) {
        this.stop = stop;
        this.state = state;
        this.clock = clock;
    }

    /**
     * Begins to watch; returns at once. The publisher is not closed with the source.
     *
     * @param random for jitter; must be thread-safe
     * @throws IOException when the state folder or a kubeconfig can't be used
     */
    public static ObjectSource start(
            ObjectSourceConfig config,
            EventPublisher publisher,
            MeterRegistry registry,
            InstantSource clock,
            RandomGenerator random)
            throws IOException {
        CountDownLatch stop = new CountDownLatch(1);
        WatchState state = RocksWatchState.open(config.stateFolder());
        ObjectSource source = new ObjectSource(stop, state, clock);
        try {
            for (ClusterConfig cluster : config.clusters()) {
                ApiClient api = new ApiClient(cluster, clock);
                ClusterHealth health = new ClusterHealth(cluster.name());
                Gauge.builder("anchorwatch.watch.problems", health, ClusterHealth::count)
                        .tag("cluster", cluster.name())
                        .strongReference(true)
                        .register(registry);
                WatchContext context = new WatchContext(
                        cluster.name(), api, health, state, publisher, registry, config.times(), clock, random, stop);
                source.clusters.add(new ClusterWatch(context, config.wanted()));
            }
        } catch (IOException e) {
            source.close();
            throw e;
        }
        source.clusters.forEach(ClusterWatch::start);
        return source;
    }

    /** What is wrong now with a cluster, one line each; empty when all is well. */
    public List<String> problems(String cluster) {
        return clusters.stream()
                .filter(watched -> watched.name().equals(cluster))
                .flatMap(watched -> watched.problems().stream())
                .toList();
    }

    /**
     * Lists once what a cluster holds of {@link DefaultKinds}, for a report.
     *
     * @param out takes ADDED changes of origin {@code list}
     * @return what could not be listed, one line each
     * @throws IOException when the cluster does not answer
     */
    public static List<String> snapshot(ClusterConfig cluster, InstantSource clock, Consumer<ObjectChange> out)
            throws IOException, InterruptedException {
        List<String> problems = new ArrayList<>();
        ObjectChangeCodec codec = new ObjectChangeCodec(EventLimits.DEFAULT);
        Instant now = clock.instant();
        try (ApiClient api = new ApiClient(cluster, clock)) {
            for (WatchedResource resource : Discovery.of(api, DefaultKinds.ALL)) {
                Sighting seen =
                        new Sighting(cluster.name(), ObjectChange.Type.ADDED, Origin.LIST, resource.ref(), now, now);
                try {
                    String unused = new ListPages(api, resource).all(object -> {
                        ObjectResult result = codec.encode(seen, object);
                        if (result instanceof ObjectResult.Decoded decoded) {
                            out.accept(decoded.change());
                        } else if (result instanceof ObjectResult.Malformed malformed) {
                            problems.add(resource.name() + ": " + malformed.reason());
                        }
                    });
                } catch (ApiException refused) {
                    problems.add(resource.name() + ": " + refused.getMessage());
                }
            }
        }
        return problems;
    }

    /** Stops within two seconds. What was read and not yet published is read again after the next start. */
    @Override
    public void close() {
        stop.countDown();
        List<Thread> threads = new ArrayList<>();
        clusters.forEach(cluster -> threads.addAll(cluster.interrupt()));
        Instant deadline = clock.instant().plus(CLOSE_WAIT);
        try {
            for (Thread thread : threads) {
                long left = Duration.between(clock.instant(), deadline).toMillis();
                thread.join(Math.max(1, left));
            }
        } catch (InterruptedException e) {
            LOG.warn("interrupted while stopping");
            Thread.currentThread().interrupt();
        }
        clusters.forEach(ClusterWatch::close);
        state.close();
    }
}

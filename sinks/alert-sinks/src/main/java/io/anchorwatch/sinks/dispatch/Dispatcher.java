// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.route.Routing;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator.SplittableGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings every alert of the topic to every sink that wants it, at least once.
 *
 * <p>Each sink has a consumer group and threads of its own. An alert's offset is committed only when it and all before it
 * in its partition are final: delivered, filtered, or acknowledged by the dead-letter topic. A sink that is down holds
 * its own offset and nothing else, for as long as it takes. Alerts with one fingerprint reach a sink in their order.
 *
 * <p>A sink that stores is fed by batches; one that tells people by messages, from a state of its own in Kafka.
 *
 * <p>Metrics, each tagged {@code sink}: {@code anchorwatch_sink_received_total + restored = delivered + counted + rejected +
 * filtered + returned} (all {@code _total}) {@code + waiting}; {@code retried_total}, {@code lag}, {@code oldest_unsent_seconds}.
 */
public final class Dispatcher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);

    /** What closing the Kafka clients may take beyond the configured timeout. */
    private static final Duration CLOSE_SLACK = Duration.ofSeconds(8);

    private final List<SinkRunner> runners;
    private final Duration patience;

    private Dispatcher(List<SinkRunner> runners, Duration patience) {
        this.runners = List.copyOf(runners);
        this.patience = patience;
    }

    /**
     * Starts delivering. Returns at once; a Kafka that is away shows in {@link #health}.
     *
     * @param routes the sinks
     * @param routing which alert goes to which of them, and how people are spared
     * @param random source of the jitter, split for each sink
     * @throws IllegalArgumentException when the configuration has problems or two sinks share a name
     * @throws org.apache.kafka.common.KafkaException when the Kafka settings make no client
     */
    public static Dispatcher start(
            DispatcherConfig config,
            List<SinkRoute> routes,
            Routing routing,
            MeterRegistry registry,
            InstantSource clock,
            SplittableGenerator random) {
        check(config, routes);
        List<SinkRunner> runners = new ArrayList<>();
        boolean started = false;
        try {
            for (SinkRoute route : routes) {
                SinkMetrics metrics = new SinkMetrics(registry, route.sink().name());
                runners.add(SinkRunner.open(new SinkContext(route, routing, config, metrics, clock, random.split())));
            }
            started = true;
        } finally {
            if (!started) {
                runners.forEach(SinkRunner::stop);
            }
        }
        runners.forEach(SinkRunner::start);
        LOG.info("dispatching {} to {} sinks", config.alertTopic(), runners.size());
        return new Dispatcher(runners, config.closeTimeout().plus(CLOSE_SLACK));
    }

    private static void check(DispatcherConfig config, List<SinkRoute> routes) {
        List<ConfigProblem> problems = config.problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException("the dispatcher's configuration: " + problems);
        }
        Set<String> names = new HashSet<>();
        for (SinkRoute route : routes) {
            if (!names.add(route.sink().name())) {
                throw new IllegalArgumentException("two sinks are named '"
                        + route.sink().name() + "': give each its own name, it is part of the consumer group");
            }
        }
    }

    /** How each sink does, in the order they were given. Ready when all are ok. */
    public List<SinkHealth> health() {
        return runners.stream().map(SinkRunner::health).toList();
    }

    /**
     * Ends the batches under way, commits what is final, closes the sinks. Takes at most the configured timeout and some
     * ten seconds; what a sink has not answered by then is delivered again after the next start.
     */
    @Override
    public void close() {
        runners.forEach(SinkRunner::stop);
        List<Thread> closing = new ArrayList<>();
        for (SinkRunner runner : runners) {
            closing.add(Threads.daemon("close-dispatch", () -> close(runner)));
        }
        closing.forEach(Thread::start);
        try {
            for (Thread thread : closing) {
                thread.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void close(SinkRunner runner) {
        try {
            runner.close(patience);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

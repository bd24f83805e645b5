// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.topic;

import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.publish.Backoff;
import io.anchorwatch.ingest.publish.EventPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the audit events of a topic to where the stream begins.
 *
 * <p>A message is confirmed when everything in it is acknowledged: a process that dies reads some of them again, and they
 * come under the same ids, which are judged once. Nothing is skipped: what Kafka does not take is tried again for ever.
 */
public final class TopicSource implements Runnable, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicSource.class);

    private static final Duration POLL = Duration.ofMillis(500);

    private final String name;
    private final Supplier<MessageSource> opening;
    private final EventPublisher publisher;
    private final MessageReader reader;
    private final TopicMetrics metrics;
    private final Backoff backoff;
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable MessageSource source;
    private volatile Optional<String> problem = Optional.empty();

    /** A source of a topic; call {@link #run} on a thread of its own. {@code publisher} stays open. */
    public TopicSource(
            TopicSourceConfig config,
            EventPublisher publisher,
            MeterRegistry registry,
            InstantSource clock,
            RandomGenerator random) {
        this(config, () -> new KafkaMessages(config), publisher, registry, clock, random);
    }

    TopicSource(
            TopicSourceConfig config,
            Supplier<MessageSource> opening,
            EventPublisher publisher,
            MeterRegistry registry,
            InstantSource clock,
            RandomGenerator random) {
        this.name = config.name();
        this.opening = opening;
        this.publisher = publisher;
        this.reader = new MessageReader(config, EventLimits.DEFAULT, clock);
        this.metrics = new TopicMetrics(registry, config.name());
        this.backoff = new Backoff(random);
    }

    /** Why nothing goes on at the moment; empty when it does. */
    public Optional<String> problem() {
        return problem;
    }

    /** Reads until closed. */
    @Override
    public void run() {
        try {
            Duration wait = Duration.ZERO;
            while (!closed.await(wait.toMillis(), TimeUnit.MILLISECONDS)) {
                wait = attempt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            letGo();
        }
    }

    /** Makes {@link #run} return soon; what is not confirmed then is read by the next one. */
    @Override
    public void close() {
        closed.countDown();
    }

    /** One step, and how long to wait before the next. */
    Duration attempt() {
        Batch batch = new Batch(List.of(), 0, 0);
        try {
            MessageSource open = source == null ? opening.get() : source;
            source = open;
            List<MessageSource.Message> messages = open.poll(POLL);
            if (!messages.isEmpty()) {
                batch = reader.read(messages);
                metrics.read(batch);
                publisher.publish(batch.records()).join();
                open.confirm();
                metrics.done(batch);
            }
            problem = Optional.empty();
            backoff.reset();
            return Duration.ZERO;
        } catch (RuntimeException e) {
            Duration wait = backoff.next();
            LOG.warn("the topic of source {} is not read, next try in {}", name, wait, e);
            problem = Optional.of("it is not read: " + e.getClass().getSimpleName() + ", see the log");
            metrics.givenBack(batch);
            letGo();
            return wait;
        }
    }

    private void letGo() {
        MessageSource open = source;
        source = null;
        if (open != null) {
            try {
                open.close();
            } catch (RuntimeException e) {
                LOG.debug("closing source {} failed", name, e);
            }
        }
    }
}

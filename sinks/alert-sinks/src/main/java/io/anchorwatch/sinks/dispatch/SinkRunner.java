// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.sinks.AlertSink;
import java.time.Duration;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One sink with its threads and clients: the bulkhead. */
final class SinkRunner {

    private static final Logger LOG = LoggerFactory.getLogger(SinkRunner.class);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final AlertSink sink;
    private final SinkLoop loop;
    private final Thread thread;
    private final Consumer<byte[], byte[]> consumer;
    private final DeadLetters deadLetters;

    private SinkRunner(SinkContext context, Consumer<byte[], byte[]> consumer, DeadLetters deadLetters) {
        sink = context.route().sink();
        this.consumer = consumer;
        this.deadLetters = deadLetters;
        loop = new SinkLoop(context, consumer, deadLetters);
        thread = Threads.daemon("dispatch-" + context.sink(), this::run);
    }

    /**
     * Connects a sink; {@link #start} begins.
     *
     * @throws KafkaException when the settings make no Kafka client
     */
    static SinkRunner open(SinkContext context) {
        Consumer<byte[], byte[]> consumer = AlertConsumers.open(context.config(), context.sink());
        try {
            return new SinkRunner(context, consumer, KafkaDeadLetters.open(context.config(), context.sink()));
        } catch (KafkaException e) {
            consumer.close();
            throw e;
        }
    }

    void start() {
        thread.start();
    }

    SinkHealth health() {
        if (thread.isAlive()) {
            return loop.health();
        }
        return new SinkHealth(sink.name(), false, "stopped");
    }

    /** Asks it to end, without waiting. */
    void stop() {
        loop.stop();
        if (thread.getState() == Thread.State.NEW) {
            closeClients();
        }
    }

    /** Waits for the end and closes the sink, each for a bounded time. */
    void close(Duration patience) throws InterruptedException {
        thread.join(patience.toMillis());
        Thread closing = Threads.daemon("close-" + sink.name(), sink::close);
        closing.start();
        closing.join(CLOSE_TIMEOUT.toMillis());
        if (thread.isAlive() || closing.isAlive()) {
            LOG.warn("sink {} does not close and is left behind", sink.name());
        }
    }

    private void run() {
        try {
            loop.run();
        } catch (RuntimeException e) {
            LOG.error("sink {}: the dispatcher's thread died", sink.name(), e);
        } finally {
            closeClients();
        }
    }

    private void closeClients() {
        try {
            consumer.close(CloseOptions.timeout(CLOSE_TIMEOUT));
        } catch (KafkaException e) {
            LOG.debug("sink {}: the consumer did not close cleanly", sink.name(), e);
        }
        deadLetters.close();
    }
}

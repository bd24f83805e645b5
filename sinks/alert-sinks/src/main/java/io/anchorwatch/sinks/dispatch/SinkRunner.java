// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.NotificationSink;
import io.anchorwatch.sinks.Sink;
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

    private final Sink sink;
    private final DispatchLoop loop;
    private final Thread thread;
    private final Consumer<byte[], byte[]> consumer;
    private final AutoCloseable store;

    private SinkRunner(SinkContext context, DispatchLoop loop, Consumer<byte[], byte[]> consumer, AutoCloseable store) {
        sink = context.route().sink();
        this.loop = loop;
        this.consumer = consumer;
        this.store = store;
        thread = Threads.daemon("dispatch-" + context.sink(), this::run);
    }

    /**
     * Connects a sink; {@link #start} begins.
     *
     * @throws KafkaException when the settings make no Kafka client
     */
    static SinkRunner open(SinkContext context) {
        Sink sink = context.route().sink();
        Consumer<byte[], byte[]> consumer = AlertConsumers.open(context.config(), sink);
        try {
            if (sink instanceof NotificationSink people) {
                StateTopic state = new StateTopic(context);
                return new SinkRunner(context, new NotificationLoop(context, people, consumer, state), consumer, state);
            }
            if (sink instanceof AlertSink store) {
                DeadLetters letters = KafkaDeadLetters.open(context);
                return new SinkRunner(context, new SinkLoop(context, store, consumer, letters), consumer, letters);
            }
        } catch (KafkaException e) {
            consumer.close();
            throw e;
        }
        consumer.close();
        throw new IllegalArgumentException("sink '" + sink.name() + "' takes neither alerts nor messages");
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
        try {
            store.close();
        } catch (Exception e) {
            LOG.debug("sink {}: the producer did not close cleanly", sink.name(), e);
        }
    }
}

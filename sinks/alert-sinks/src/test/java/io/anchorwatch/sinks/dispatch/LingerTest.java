// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.route.Routing;
import io.anchorwatch.streamjobs.alert.Alert;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LingerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    static Path directory;

    @Test
    void a_clock_that_is_set_back_while_a_batch_fills_does_not_keep_it_for_as_long() throws Exception {
        AtomicBoolean ahead = new AtomicBoolean(true);
        Patient sink = new Patient();
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            DispatchBench bench = new DispatchBench(broker, 1);
            bench.send(List.of(alert("a")));
            SinkContext context = new SinkContext(
                    new SinkRoute(sink, AlertMatcher.ALL),
                    Routing.everything(List.of("patient")),
                    bench.config(),
                    new SinkMetrics(bench.registry(), "patient"),
                    () -> InstantSource.system().instant().plus(Duration.ofDays(ahead.get() ? 365 : 0)),
                    new SplittableRandom(1));
            TopicPartition partition = new TopicPartition(bench.config().alertTopic(), 0);
            Consumer<byte[], byte[]> real = AlertConsumers.open(bench.config(), sink);
            Consumer<byte[], byte[]> watched = WatchedConsumer.of(real, method -> {
                if (method.equals("poll") && real.assignment().contains(partition) && real.position(partition) > 0) {
                    ahead.set(false);
                }
            });
            try (DeadLetters letters = KafkaDeadLetters.open(context)) {
                SinkLoop loop = new SinkLoop(context, sink, watched, letters);
                Thread thread = Threads.daemon("loop", loop::run);
                thread.start();
                await().atMost(PATIENCE).until(() -> sink.got.getCount() == 0);
                loop.stop();
                await().atMost(PATIENCE).until(() -> !thread.isAlive());
                assertThat(ahead).isFalse();
            }
        }
    }

    /** Waits for company. */
    private static final class Patient implements AlertSink {

        private final CountDownLatch got = new CountDownLatch(1);

        @Override
        public String name() {
            return "patient";
        }

        @Override
        public SinkTraits traits() {
            return SinkTraits.DEFAULT.lingering(Duration.ofSeconds(1));
        }

        @Override
        public List<DeliveryResult> deliver(List<Alert> batch) {
            got.countDown();
            return DeliveryResult.all(batch, DeliveryResult.delivered());
        }

        @Override
        public void close() {}
    }
}

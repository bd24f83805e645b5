// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.ScriptedNotificationSink;
import io.anchorwatch.sinks.route.Routing;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A Kafka that is away for a while, in the middle of what a sink for people does. */
class NotificationTroubleTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    static Path directory;

    @Test
    void what_was_read_and_not_kept_is_read_again_however_long_kafka_is_away() {
        try (EmbeddedBroker broker = EmbeddedBroker.start(directory, 0)) {
            DispatchBench bench = new DispatchBench(broker, 1);
            ScriptedNotificationSink chat =
                    ScriptedNotificationSink.each("chat", message -> DeliveryResult.delivered());
            SinkContext context = new SinkContext(
                    new SinkRoute(chat, AlertMatcher.ALL),
                    Routing.everything(List.of("chat")),
                    bench.config(),
                    new SinkMetrics(bench.registry(), "chat"),
                    InstantSource.system(),
                    new SplittableRandom(3));
            // The commit of what was read fails, and then so does the question where to go on.
            Set<String> failOnce = ConcurrentHashMap.newKeySet();
            failOnce.add("groupMetadata");
            failOnce.add("committed");
            Consumer<byte[], byte[]> consumer =
                    WatchedConsumer.of(AlertConsumers.open(bench.config(), chat), method -> {
                        if (failOnce.remove(method)) {
                            throw new TimeoutException("away on purpose");
                        }
                    });
            NotificationLoop loop = new NotificationLoop(context, chat, consumer, new StateTopic(context));
            bench.send(alerts("a", 10, 10));
            Thread thread = Threads.daemon("loop", loop::run);
            thread.start();
            await().atMost(PATIENCE).until(failOnce::isEmpty);
            bench.send(List.of(alert("b")));
            await().atMost(PATIENCE).until(() -> chat.ids().contains("b"));
            loop.stop();
            await().atMost(PATIENCE).until(() -> !thread.isAlive());
            assertThat(chat.ids()).hasSize(11).contains("a-0", "a-9");
        }
    }
}

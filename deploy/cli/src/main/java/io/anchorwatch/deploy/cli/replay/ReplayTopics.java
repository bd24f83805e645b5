// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.deploy.broker.BrokerStartException;
import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.TemporaryFolder;
import io.anchorwatch.deploy.cli.Topics;
import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.publish.KafkaEventPublisher;
import io.anchorwatch.ingest.recording.ReplayItem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;

/** A broker of its own that holds the events of a replay, for engines that read topics. Lives as long as the replay. */
final class ReplayTopics implements AutoCloseable {

    private static final int BATCH = 500;
    private static final int BATCHES_IN_FLIGHT = 20;
    private static final int PARTITIONS = 3;

    /** Recorded events are as old as they are: nothing may expire while they are replayed. */
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final TemporaryFolder folder = TemporaryFolder.create("anchorwatch-replay");
    private final EmbeddedBroker broker;
    private final KafkaEventPublisher publisher;
    private final List<EventRecord> batch = new ArrayList<>(BATCH);
    private final ArrayBlockingQueue<CompletableFuture<Void>> inFlight = new ArrayBlockingQueue<>(BATCHES_IN_FLIGHT);

    ReplayTopics() {
        try {
            broker = EmbeddedBroker.start(folder.path().resolve("kafka"), 0);
        } catch (BrokerStartException failed) {
            folder.close();
            throw CliException.environment(String.valueOf(failed.getMessage()), "or use --engine local");
        }
        Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
        Topics.ensure(kafka, PARTITIONS, (short) 1, FOREVER);
        // The timeout counts time in the queue too, and a replay queues all it can.
        publisher = new KafkaEventPublisher(Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "delivery.timeout.ms",
                "120000",
                "max.block.ms",
                "60000"));
    }

    String bootstrap() {
        return broker.bootstrapServers();
    }

    /** Where an engine may keep its state. */
    Path folder() {
        return folder.path().resolve("state");
    }

    /** Writes an event to its topic. */
    void accept(ReplayItem.Event item) {
        EventRecord event = EventRecord.of(item.event(), item.event().time());
        batch.add(item.late() ? event.lateAt(item.clock()) : event);
        if (batch.size() == BATCH) {
            publish();
        }
    }

    private void publish() {
        CompletableFuture<Void> sent = publisher.publish(List.copyOf(batch));
        batch.clear();
        while (!inFlight.offer(sent)) {
            await(inFlight.remove());
        }
    }

    private static void await(Future<Void> sent) {
        try {
            ((CompletableFuture<Void>) sent).join();
        } catch (CompletionException failed) {
            throw CliException.environment(
                    "the embedded broker does not take events: " + failed.getMessage(),
                    "check the space in the temporary folder");
        }
    }

    /** Waits until the broker has every event. */
    void flush() {
        publish();
        inFlight.forEach(ReplayTopics::await);
    }

    @Override
    public void close() {
        publisher.close();
        broker.close();
        folder.close();
    }
}

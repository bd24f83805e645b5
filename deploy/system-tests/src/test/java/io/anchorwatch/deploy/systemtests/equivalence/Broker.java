// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.deploy.cli.Topics;
import io.anchorwatch.deploy.cli.replay.EndOfInput;
import io.anchorwatch.deploy.cli.replay.JobOutput;
import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.publish.KafkaEventPublisher;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A real broker with the topics of the program. */
final class Broker implements AutoCloseable {

    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final Path folder;
    private final EmbeddedBroker broker;
    private final KafkaEventPublisher publisher;

    Broker(Path folder, int partitions) {
        this.folder = folder;
        broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
        Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
        Topics.ensure(kafka, partitions, (short) 1, FOREVER);
        // The timeout counts time in the queue too, and a recording is queued at once.
        publisher = new KafkaEventPublisher(Map.of(
                "bootstrap.servers",
                broker.bootstrapServers(),
                "delivery.timeout.ms",
                "120000",
                "max.block.ms",
                "60000"));
    }

    /** Settings of the job; a member that died is given up after six seconds, the least that a broker allows. */
    DetectionJobConfig job(int threads) {
        return new DetectionJobConfig(
                broker.bootstrapServers(),
                DetectionJobConfig.APPLICATION_ID,
                folder.resolve("state"),
                threads,
                Duration.ofMillis(100),
                new DetectionJobConfig.Correlation(Told.LATENESS, false, false),
                true,
                Map.of("session.timeout.ms", "6000"));
    }

    String bootstrap() {
        return broker.bootstrapServers();
    }

    void publish(List<? extends ClusterEvent> events) {
        publisher
                .publish(events.stream()
                        .map(event -> EventRecord.of(event, event.time()))
                        .toList())
                .join();
    }

    /** Settings of a job on recorded events. */
    DetectionJobConfig replay(int threads) {
        return JobProcessMain.config(broker.bootstrapServers(), folder.resolve("state"), threads);
    }

    /** Settings of one of several jobs on recorded events that share the work and keep a copy of each other's state. */
    DetectionJobConfig instance(String name) {
        return JobProcessMain.config(broker.bootstrapServers(), folder.resolve("state-" + name), 1)
                .with(new DetectionJobConfig.Sharing("", 1));
    }

    /** Publishes what a reader gave out, with its marks. */
    void publishItems(List<ReplayItem.Event> items) {
        publisher
                .publish(items.stream()
                        .map(item -> {
                            EventRecord event =
                                    EventRecord.of(item.event(), item.event().time());
                            return item.late() ? event.lateAt(item.clock()) : event;
                        })
                        .toList())
                .join();
    }

    /** Waits for the job, then gives its alerts. */
    List<Alert> drain() {
        EndOfInput.mark(broker.bootstrapServers());
        JobOutput output = output();
        output.awaitDrained();
        return output.alerts();
    }

    /** Waits for the job, then gives its alerts as text by cluster. */
    Map<String, String> drained() {
        return drain().stream()
                .collect(Collectors.groupingBy(
                        Alert::cluster, Collectors.collectingAndThen(Collectors.toList(), Told::ndjson)));
    }

    /** Waits for the job without saying that nothing more comes. */
    void awaitDrained() {
        output().awaitDrained();
    }

    /** What the job has committed so far. */
    int alertsSoFar() {
        return output().alerts().size();
    }

    private JobOutput output() {
        return new JobOutput(broker.bootstrapServers(), DetectionJobConfig.APPLICATION_ID);
    }

    @Override
    public void close() {
        publisher.close();
        broker.close();
    }
}

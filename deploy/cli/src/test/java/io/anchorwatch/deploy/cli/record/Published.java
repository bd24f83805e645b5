// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.deploy.cli.Topics;
import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.publish.KafkaEventPublisher;
import io.anchorwatch.ingest.recording.EventReplay;
import io.anchorwatch.ingest.recording.Pacer;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.ingest.recording.ReplayOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** A broker whose topics hold what ingest made of recorded files. */
record Published(EmbeddedBroker broker, int partitions) implements AutoCloseable {

    static Published start(Path folder, int partitions) {
        EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("kafka"), 0);
        Topics.ensure(
                Map.of("bootstrap.servers", broker.bootstrapServers()), partitions, (short) 1, Duration.ofDays(36_500));
        return new Published(broker, partitions);
    }

    String bootstrap() {
        return broker.bootstrapServers();
    }

    /** Publishes the events of each cluster's files, as they happen side by side. */
    int events(Map<String, List<Path>> files) throws IOException {
        List<ClusterEvent> events = new ArrayList<>();
        for (Map.Entry<String, List<Path>> cluster : files.entrySet()) {
            ReplayOptions options = ReplayOptions.of(cluster.getKey());
            try (EventReplay replay = EventReplay.open(cluster.getValue(), options, Pacer.unpaced())) {
                while (replay.hasNext()) {
                    if (replay.next() instanceof ReplayItem.Event event) {
                        events.add(event.event());
                    }
                }
            }
        }
        List<EventRecord> records = events.stream()
                .sorted(Comparator.comparing(ClusterEvent::time))
                .map(event -> EventRecord.of(event, event.time().plusMillis(300)))
                .toList();
        try (KafkaEventPublisher publisher = new KafkaEventPublisher(
                Map.of("bootstrap.servers", bootstrap(), "delivery.timeout.ms", "120000", "max.block.ms", "60000"))) {
            publisher.publish(records).join();
        }
        return records.size();
    }

    /** Publishes a record as anything else that writes to the topic might. */
    void record(String topic, Map<String, String> headers, byte @Nullable [] value) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap()), new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(topic, 0, 1_795_478_400_000L, "k".getBytes(UTF_8), value);
            headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
            producer.send(record).get();
        }
    }

    /** Deletes all that a topic holds, as its retention would. */
    void deleteAll(String topic) throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap()))) {
            Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
            for (int partition = 0; partition < partitions; partition++) {
                all.put(new TopicPartition(topic, partition), RecordsToDelete.beforeOffset(-1));
            }
            admin.deleteRecords(all).all().get();
        }
    }

    void auditRecord(String cluster, String value) throws Exception {
        record(
                EventTopics.AUDIT,
                Map.of(EventTopics.CE_SOURCE, cluster, EventTopics.CE_TYPE, EventTopics.AUDIT_TYPE),
                value.getBytes(UTF_8));
    }

    @Override
    public void close() {
        broker.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.publish.KafkaEventPublisher;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertDecodeResult;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * From when an event was due to be sent to when a reader of committed alerts has its alert. Counting from when it was
 * due, a sender that stalls makes the figure worse, not better.
 */
final class AlertLatency {

    private static final Duration POLL = Duration.ofMillis(20);
    private static final long TAIL_NANOS = Duration.ofSeconds(3).toNanos();

    private final String bootstrap;
    private final Map<String, Long> dueNanos = new ConcurrentHashMap<>();
    private final List<Long> latencies = new ArrayList<>();

    AlertLatency(String bootstrap) {
        this.bootstrap = bootstrap;
    }

    /** Sorted, in nanoseconds, of every alert on events after {@code warmUp}. */
    List<Long> measure(RepeatedEvents events, long from, int rate, Duration warmUp, Duration measured)
            throws InterruptedException {
        long warm = warmUp.toSeconds() * rate;
        long count = warm + measured.toSeconds() * rate;
        try (KafkaConsumer<byte[], byte[]> alerts = openAtEnd(bootstrap)) {
            Thread sender = new Thread(() -> send(events, from, rate, warm, count), "bench-sender");
            sender.start();
            while (sender.isAlive()) {
                receive(alerts);
            }
            for (long end = System.nanoTime(); System.nanoTime() - end < TAIL_NANOS; ) {
                receive(alerts);
            }
            sender.join();
        }
        return latencies.stream().sorted().toList();
    }

    private void send(RepeatedEvents events, long from, int rate, long warm, long count) {
        try (KafkaEventPublisher publisher = new KafkaEventPublisher(Map.of("bootstrap.servers", bootstrap))) {
            long begin = System.nanoTime();
            for (long i = 0; i < count; i++) {
                AuditEvent event = events.at(from + i);
                long due = begin + i * 1_000_000_000L / rate;
                for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                    LockSupport.parkNanos(early);
                }
                if (i >= warm) {
                    dueNanos.put(event.id().value(), due);
                }
                var unused = publisher.publish(List.of(EventRecord.of(event, event.time())));
            }
        }
    }

    private void receive(KafkaConsumer<byte[], byte[]> reader) {
        AlertCodec codec = new AlertCodec();
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL)) {
            long now = System.nanoTime();
            // What a correlation tells is due when its time is settled, not when its events came.
            if (codec.decode(record.value()) instanceof AlertDecodeResult.Decoded decoded
                    && decoded.alert().correlation().equals(Alert.Correlation.NONE)) {
                for (Alert.Evidence evidence : decoded.alert().evidence()) {
                    Long due = dueNanos.get(evidence.eventId());
                    if (due != null) {
                        latencies.add(now - due);
                    }
                }
            }
        }
    }

    /** A reader of committed alerts that stands behind the last one. */
    static KafkaConsumer<byte[], byte[]> openAtEnd(String bootstrap) {
        KafkaConsumer<byte[], byte[]> reader = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrap, "isolation.level", "read_committed", "fetch.max.wait.ms", "100"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = reader.partitionsFor(AlertTopics.ALERTS).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        reader.assign(partitions);
        reader.seekToEnd(partitions);
        partitions.forEach(reader::position);
        return reader;
    }
}

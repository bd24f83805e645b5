// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.record;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.recording.RecordedLine;
import io.anchorwatch.ingest.recording.write.RecordingFolder;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/** Copies committed records of the topics of events into a folder. One thread; {@link #wakeUp} may be called from any. */
final class Recorder {

    private static final Duration POLL = Duration.ofMillis(200);

    /** New partitions are looked for that often. */
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final RecordingFolder folder;
    private final RecordTally tally;
    private final PrintWriter err;
    private final InstantSource clock = InstantSource.system();
    private final Moment from;
    private final @Nullable Moment until;
    private final Set<TopicPartition> assigned = new HashSet<>();
    private final Map<TopicPartition, Long> stops = new HashMap<>();
    private Instant looked = Instant.MIN;

    Recorder(
            KafkaConsumer<byte[], byte[]> consumer,
            RecordingFolder folder,
            RecordTally tally,
            Moment from,
            @Nullable Moment until,
            PrintWriter err) {
        this.consumer = consumer;
        this.folder = folder;
        this.tally = tally;
        this.from = from;
        this.until = until;
        this.err = err;
    }

    /** Records until told to stop, or until what was asked for is recorded; then every file is complete. */
    void run(BooleanSupplier stop) throws IOException {
        try {
            while (!stop.getAsBoolean() && !isDone()) {
                look();
                try {
                    for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
                        record(record);
                    }
                } catch (OffsetOutOfRangeException deleted) {
                    begin(deleted.partitions());
                }
                folder.tick();
            }
        } catch (WakeupException stopped) {
            // What was polled before is in the folder; the rest is read again by the next.
        }
        folder.complete();
    }

    void wakeUp() {
        consumer.wakeup();
    }

    private void record(ConsumerRecord<byte[], byte[]> record) throws IOException {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.offset() < stops.getOrDefault(partition, Long.MAX_VALUE)) {
            RecordedLine line = RecordedLines.of(record);
            folder.append(line);
            tally.read(line);
        }
    }

    private boolean isDone() {
        return !stops.isEmpty()
                && assigned.stream()
                        .allMatch(partition ->
                                consumer.position(partition) >= stops.getOrDefault(partition, Long.MAX_VALUE));
    }

    private void look() throws IOException {
        Instant now = clock.instant();
        if (now.isBefore(looked.plus(LOOK_EVERY)) && !isTimeToStop(now)) {
            return;
        }
        boolean first = looked.equals(Instant.MIN);
        looked = now;
        try {
            Set<TopicPartition> found = partitions();
            found.removeAll(assigned);
            if (!found.isEmpty()) {
                assigned.addAll(found);
                consumer.assign(assigned);
                begin(found);
            }
            if (isTimeToStop(now)) {
                stops.putAll(Positions.of(until == null ? Moment.BEGINNING : until, consumer, assigned));
            }
        } catch (RetriableException away) {
            if (first) {
                throw away;
            }
            err.println("Kafka does not answer, trying on: " + away.getMessage());
        }
    }

    private boolean isTimeToStop(Instant now) {
        boolean reached = until != null && (until.time() == null || !now.isBefore(until.time()));
        return reached && stops.isEmpty();
    }

    private Set<TopicPartition> partitions() {
        Set<TopicPartition> partitions = new HashSet<>();
        for (String topic : List.of(EventTopics.AUDIT, EventTopics.OBJECTS)) {
            for (PartitionInfo info : consumer.partitionsFor(topic)) {
                partitions.add(new TopicPartition(topic, info.partition()));
            }
        }
        if (partitions.isEmpty()) {
            throw CliException.environment(
                    "there are no topics " + EventTopics.AUDIT + " and " + EventTopics.OBJECTS,
                    "start the service first, it creates them; or check --bootstrap");
        }
        return partitions;
    }

    /** Goes on after the last record that is here, else where the user said. */
    private void begin(Set<TopicPartition> partitions) throws IOException {
        List<TopicPartition> all = new ArrayList<>(partitions);
        Map<TopicPartition, Long> asked = Positions.of(from, consumer, all);
        Map<TopicPartition, Long> oldest = consumer.beginningOffsets(all);
        Map<TopicPartition, Long> ends = consumer.endOffsets(all);
        for (TopicPartition partition : all) {
            OptionalLong last = folder.last(partition.topic(), partition.partition());
            long next = last.isPresent() ? last.getAsLong() + 1 : asked.getOrDefault(partition, 0L);
            long first = oldest.getOrDefault(partition, 0L);
            if (next > ends.getOrDefault(partition, 0L)) {
                throw CliException.environment(
                        partition + " ends at offset " + ends.get(partition) + ", but " + next + " were recorded",
                        "it was made anew: record into another folder");
            }
            if (next < first) {
                folder.complete(partition.topic(), partition.partition());
                err.println("records " + next + " to " + (first - 1) + " of " + partition
                        + " are missing: Kafka had deleted them before they were recorded");
                tally.lost(first - next);
            }
            consumer.seek(partition, Math.max(next, first));
        }
    }
}

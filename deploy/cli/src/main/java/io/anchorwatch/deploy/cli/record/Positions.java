// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.record;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Where a moment is in each partition. */
final class Positions {

    private Positions() {}

    /** The offset of the first record at or after it; the end of a partition that has none. */
    static Map<TopicPartition, Long> of(
            Moment moment, KafkaConsumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        if (moment.time() == null) {
            return moment.end() ? consumer.endOffsets(partitions) : consumer.beginningOffsets(partitions);
        }
        Map<TopicPartition, Long> times = new HashMap<>();
        for (TopicPartition partition : partitions) {
            times.put(partition, moment.time().toEpochMilli());
        }
        Map<TopicPartition, Long> offsets = new HashMap<>(consumer.endOffsets(partitions));
        consumer.offsetsForTimes(times).forEach((partition, found) -> {
            @Nullable OffsetAndTimestamp offset = found;
            if (offset != null) {
                offsets.put(partition, offset.offset());
            }
        });
        return offsets;
    }
}

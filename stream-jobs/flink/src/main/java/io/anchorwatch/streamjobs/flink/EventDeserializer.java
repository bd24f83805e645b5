// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import io.anchorwatch.streamjobs.detection.task.BoundedRequestLog;
import java.io.Serial;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a record as the key of its partition, its bytes and a time that can be believed: one clock far ahead must not
 * hold up what is aligned by time.
 */
final class EventDeserializer implements KafkaRecordDeserializationSchema<Tuple3<Integer, byte[], Long>> {

    @Serial
    private static final long serialVersionUID = 1L;

    private transient @Nullable Shares partitions;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<Tuple3<Integer, byte[], Long>> out) {
        Shares known = partitions;
        if (known == null) {
            known = new Shares(1);
            partitions = known;
        }
        Frame frame = Frame.of(record);
        long receivedMs = frame.receivedMs(Long.MAX_VALUE - BoundedRequestLog.AHEAD_MS);
        long credibleMs = Math.min(frame.timeMs(), receivedMs + BoundedRequestLog.AHEAD_MS);
        out.collect(Tuple3.of(known.key(record.partition()), frame.encode(), credibleMs));
    }

    @Override
    public TypeInformation<Tuple3<Integer, byte[], Long>> getProducedType() {
        return Types.TUPLE(Types.INT, Wiring.BYTES, Types.LONG);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.streamjobs.detection.task.Inbound;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** The record under way. */
record KafkaInbound(Record<byte[], byte[]> record, ProcessorContext<byte[], byte[]> context) implements Inbound {

    @Override
    public byte @Nullable [] key() {
        return record.key();
    }

    @Override
    public byte @Nullable [] value() {
        return record.value();
    }

    @Override
    public long timeMs() {
        return record.timestamp();
    }

    @Override
    public byte @Nullable [] header(String name) {
        @Nullable Header header = record.headers().lastHeader(name);
        return header == null ? null : header.value();
    }

    @Override
    public String origin() {
        return context.recordMetadata()
                .map(from -> from.topic() + "/" + from.partition() + "/" + from.offset())
                .orElse("");
    }
}

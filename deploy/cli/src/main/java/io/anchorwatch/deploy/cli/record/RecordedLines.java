// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.record;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.recording.RecordedLine;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Records of the topics of events as lines. */
final class RecordedLines {

    private RecordedLines() {}

    static RecordedLine of(ConsumerRecord<byte[], byte[]> record) {
        String place = record.topic() + "/" + record.partition() + "/" + record.offset();
        String source = header(record, EventTopics.CE_SOURCE, "");
        // The job, too, puts aside what names no cluster or has no value.
        boolean readable = !source.isEmpty() && record.value() != null;
        byte @Nullable [] key = record.key();
        return new RecordedLine(
                header(record, EventTopics.CE_ID, place),
                source.isEmpty() ? record.topic() : source,
                readable ? header(record, EventTopics.CE_TYPE, typeOf(record.topic())) : RecordedLine.UNREADABLE,
                header(
                        record,
                        EventTopics.CE_TIME,
                        Instant.ofEpochMilli(record.timestamp()).toString()),
                header(record, EventTopics.RECEIVED_AT, ""),
                header(record, EventTopics.TRUNCATED, ""),
                key == null ? "" : new String(key, UTF_8),
                record.topic(),
                record.partition(),
                record.offset(),
                record.value());
    }

    private static String typeOf(String topic) {
        return topic.equals(EventTopics.OBJECTS) ? EventTopics.OBJECT_TYPE : EventTopics.AUDIT_TYPE;
    }

    private static String header(ConsumerRecord<byte[], byte[]> record, String name, String otherwise) {
        @Nullable Header header = record.headers().lastHeader(name);
        byte @Nullable [] value = header == null ? null : header.value();
        return value == null || value.length == 0 ? otherwise : new String(value, UTF_8);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

/** Records on their way through the job. */
final class FrameTest {

    @Test
    void a_record_comes_through_as_it_was() {
        ConsumerRecord<byte[], byte[]> record =
                new ConsumerRecord<>("anchorwatch.audit", 2, 1187, "key".getBytes(UTF_8), "{}".getBytes(UTF_8));
        record.headers().add("ce_id", "one".getBytes(UTF_8)).add("ce_id", "two".getBytes(UTF_8));
        Frame frame = Frame.decode(Frame.of(record).encode());
        assertThat(frame.origin()).isEqualTo("anchorwatch.audit/2/1187");
        assertThat(frame.text("ce_id")).as("the last of a name").isEqualTo("two");
        assertThat(frame.key()).isEqualTo(record.key());
        assertThat(frame.value()).isEqualTo(record.value());
    }

    @Test
    void what_is_not_there_stays_away() {
        ConsumerRecord<byte[], byte[]> tombstone = new ConsumerRecord<>("t", 0, 0, null, null);
        tombstone.headers().add("ce_source", null);
        Frame frame = Frame.decode(Frame.of(tombstone).encode());
        assertThat(frame.key()).isNull();
        assertThat(frame.value()).isNull();
        assertThat(frame.text("ce_source")).isNull();
    }

    @Test
    void a_time_that_Kafka_refuses_becomes_its_earliest() {
        Frame frame = new Frame("anchorwatch.alerts", null, new byte[0], -5, Map.of());
        ProducerRecord<byte[], byte[]> out = frame.toRecord();
        assertThat(out.timestamp()).isZero();
        assertThat(out.topic()).isEqualTo("anchorwatch.alerts");
    }
}

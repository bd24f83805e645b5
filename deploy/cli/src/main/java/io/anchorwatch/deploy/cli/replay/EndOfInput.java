// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.detection.task.Inbound;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Marks the end of a replay in the topic itself: correlations then need not wait for what can't come. */
public final class EndOfInput {

    private EndOfInput() {}

    /** Ends every partition of the topics of events. */
    public static void mark(String bootstrap) {
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (String topic : List.of(EventTopics.AUDIT, EventTopics.OBJECTS)) {
                for (PartitionInfo partition : producer.partitionsFor(topic)) {
                    ProducerRecord<byte[], byte[]> end =
                            new ProducerRecord<>(topic, partition.partition(), new byte[0], new byte[0]);
                    end.headers().add(EventTopics.CE_TYPE, Inbound.END_OF_INPUT.getBytes(UTF_8));
                    producer.send(end).get();
                }
            }
        } catch (ExecutionException failed) {
            throw CliException.environment(
                    "the embedded broker does not take the end of the input: " + failed.getMessage(),
                    "check the space in the temporary folder");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the end of the input was marked", stopped);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.format.AlertFormat;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The sink with a topic of its own on a real broker. */
final class KafkaUnderTest implements SinkUnderTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final EmbeddedBroker broker;
    private final String topic = "soc-" + NUMBER.incrementAndGet();
    private final Map<String, String> settings;
    private final KafkaSink sink;

    KafkaUnderTest(EmbeddedBroker broker, AlertFormat format, Map<String, String> settings) {
        this.broker = broker;
        this.settings = settings;
        create();
        sink = new KafkaSink(
                config(topic, format),
                Map.of("bootstrap.servers", broker.bootstrapServers(), "metadata.max.age.ms", "200"));
    }

    static KafkaConfig config(String topic, AlertFormat format) {
        return new KafkaConfig("kafka", Optional.empty(), topic, format, Map.of(), Map.of(), Duration.ofSeconds(2));
    }

    private void create() {
        broker.createTopics(List.of(new NewTopic(topic, 1, (short) 1).configs(settings)));
    }

    @Override
    public AlertSink sink() {
        return sink;
    }

    List<ConsumerRecord<byte[], byte[]>> records() {
        Map<String, Object> settings = Map.of("bootstrap.servers", broker.bootstrapServers());
        TopicPartition partition = new TopicPartition(topic, 0);
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    @Override
    public List<String> ids() {
        return records().stream().map(record -> header(record, "alert_id")).toList();
    }

    static String header(ConsumerRecord<byte[], byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    /** Takes the topic away, or gives one of that name. */
    @Override
    public void failing(boolean on) throws IOException {
        if (!on) {
            create();
            return;
        }
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
            admin.deleteTopics(List.of(topic)).all().get();
        } catch (ExecutionException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        sink.close();
    }
}

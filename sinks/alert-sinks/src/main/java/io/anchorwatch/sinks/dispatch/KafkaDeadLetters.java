// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Dead letters in a Kafka topic. */
final class KafkaDeadLetters implements DeadLetters {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
    private static final List<String> OWN_HEADERS = List.of(AlertTopics.SINK, AlertTopics.REASON, AlertTopics.ORIGIN);

    private final Producer<byte[], byte[]> producer;
    private final String topic;
    private final String sink;

    private KafkaDeadLetters(Producer<byte[], byte[]> producer, String topic, String sink) {
        this.producer = producer;
        this.topic = topic;
        this.sink = sink;
    }

    static KafkaDeadLetters open(DispatcherConfig config, String sink) {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        // The retry is ours: it must see a broker that is away soon enough to say so.
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000");
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000");
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(16 << 20));
        Producer<byte[], byte[]> producer =
                new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        return new KafkaDeadLetters(producer, config.deadLetterTopic(), sink);
    }

    @Override
    public void store(Item item, String reason) throws DeadLetterException, InterruptedException {
        try {
            producer.send(letter(item.source(), reason)).get();
        } catch (ExecutionException e) {
            throw new DeadLetterException("topic " + topic + " does not take a dead letter", e);
        } catch (KafkaException e) {
            throw new DeadLetterException("topic " + topic + " cannot be reached", e);
        }
    }

    private ProducerRecord<byte[], byte[]> letter(ConsumerRecord<byte[], byte[]> source, String reason) {
        ProducerRecord<byte[], byte[]> letter = new ProducerRecord<>(topic, source.key(), source.value());
        for (Header header : source.headers()) {
            // A header of ours on the alert topic is forged or stale.
            if (!OWN_HEADERS.contains(header.key())) {
                letter.headers().add(header);
            }
        }
        String origin = source.topic() + "/" + source.partition() + "/" + source.offset();
        letter.headers()
                .add(AlertTopics.SINK, sink.getBytes(UTF_8))
                .add(AlertTopics.REASON, OneLine.of(reason).getBytes(UTF_8))
                .add(AlertTopics.ORIGIN, origin.getBytes(UTF_8));
        return letter;
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}

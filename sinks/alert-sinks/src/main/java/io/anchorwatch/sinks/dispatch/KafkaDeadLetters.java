// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Dead letters in a Kafka topic. */
final class KafkaDeadLetters implements DeadLetters {

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

    private final Producer<byte[], byte[]> producer;
    private final SinkContext context;
    private final String topic;

    private KafkaDeadLetters(Producer<byte[], byte[]> producer, SinkContext context) {
        this.producer = producer;
        this.context = context;
        topic = context.config().deadLetterTopic();
    }

    static KafkaDeadLetters open(SinkContext context) {
        DispatcherConfig config = context.config();
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
        return new KafkaDeadLetters(producer, context);
    }

    @Override
    public void store(Item item, String reason) throws DeadLetterException, InterruptedException {
        try {
            producer.send(DeadLetter.of(context, item.source(), reason)).get();
        } catch (ExecutionException e) {
            throw new DeadLetterException("topic " + topic + " does not take a dead letter", e);
        } catch (KafkaException e) {
            throw new DeadLetterException("topic " + topic + " cannot be reached", e);
        }
    }

    @Override
    public void close() {
        producer.close(CLOSE_TIMEOUT);
    }
}

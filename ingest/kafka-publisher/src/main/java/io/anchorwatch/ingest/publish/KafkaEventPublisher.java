// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.publish;

import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.event.EventTopics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Publishes to Kafka with an idempotent producer and {@code acks=all}. */
public final class KafkaEventPublisher implements EventPublisher {

    private static final Duration CLOSE_WAIT = Duration.ofSeconds(2);

    private final KafkaProducer<byte[], byte[]> producer;

    /**
     * Connects lazily: a broker that is away shows in {@link #publish}, not here.
     *
     * @param clientConfig Kafka client settings, at least {@code bootstrap.servers}; what delivery depends on is set here
     */
    public KafkaEventPublisher(Map<String, String> clientConfig) {
        this.producer = new KafkaProducer<>(config(clientConfig), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static Map<String, Object> config(Map<String, String> clientConfig) {
        Map<String, Object> config = new HashMap<>(clientConfig);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, EventTopics.MAX_MESSAGE_BYTES);
        // With several in flight, a partition's first request may be refused while its leader is settling and the
        // second
        // be taken: the first then fails with OutOfOrderSequence until its delivery times out.
        config.putIfAbsent(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, 1);
        config.putIfAbsent(ProducerConfig.COMPRESSION_TYPE_CONFIG, "zstd");
        config.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
        config.putIfAbsent(ProducerConfig.BATCH_SIZE_CONFIG, 256 << 10);
        // A sender must find out soon that Kafka is away: the batch then goes to the spool.
        config.putIfAbsent(ProducerConfig.MAX_BLOCK_MS_CONFIG, 1000);
        config.putIfAbsent(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5000);
        config.putIfAbsent(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        config.putIfAbsent(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        return config;
    }

    @Override
    public CompletableFuture<Void> publish(List<EventRecord> batch) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        if (batch.isEmpty()) {
            done.complete(null);
        }
        AtomicInteger left = new AtomicInteger(batch.size());
        for (EventRecord out : batch) {
            if (done.isCompletedExceptionally()) {
                break;
            }
            send(out, left, done);
        }
        return done;
    }

    private void send(EventRecord out, AtomicInteger left, CompletableFuture<Void> done) {
        try {
            Future<?> unused = producer.send(toKafka(out), (metadata, failure) -> {
                if (failure != null) {
                    done.completeExceptionally(failure);
                } else if (left.decrementAndGet() == 0) {
                    done.complete(null);
                }
            });
        } catch (RuntimeException e) {
            done.completeExceptionally(e);
        }
    }

    private static ProducerRecord<byte[], byte[]> toKafka(EventRecord out) {
        ProducerRecord<byte[], byte[]> kafka = new ProducerRecord<>(
                out.topic(), null, Math.max(0, out.timestamp().toEpochMilli()), utf8(out.key()), out.value());
        out.headers().forEach((name, value) -> kafka.headers().add(name, utf8(value)));
        return kafka;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        producer.close(CLOSE_WAIT);
    }
}

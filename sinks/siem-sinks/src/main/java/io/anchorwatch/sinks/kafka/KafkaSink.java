// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.kafka;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.http.Resolver;
import io.anchorwatch.streamjobs.alert.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes alerts to a topic with an idempotent producer.
 *
 * <p>Delivered means that all replicas in sync have it. A producer that has failed for good is replaced by a new one; what was
 * under way then may come twice, with the same {@code ce_id}.
 */
public final class KafkaSink implements AlertSink {

    private final KafkaConfig config;
    private final Map<String, String> own;
    private final BrokerGuard guard;
    private @Nullable Producer<byte[], byte[]> current;
    private boolean closed;

    /**
     * A sink for good settings.
     *
     * @param own settings of a client of the cluster that alerts are read from
     * @throws IllegalArgumentException when the settings have problems
     */
    public KafkaSink(KafkaConfig config, Map<String, String> own) {
        this(config, own, Resolver.SYSTEM);
    }

    KafkaSink(KafkaConfig config, Map<String, String> own, Resolver resolver) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        this.own = Map.copyOf(own);
        guard = new BrokerGuard(config, resolver);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SinkTraits traits() {
        return SinkTraits.DEFAULT.batches(1000);
    }

    @Override
    public List<DeliveryResult> deliver(List<Alert> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        Producer<byte[], byte[]> producer;
        try {
            Optional<DeliveryResult> refused = refused();
            if (refused.isPresent()) {
                return DeliveryResult.all(batch, refused.get());
            }
            producer = producer();
        } catch (KafkaException | IllegalStateException e) {
            discardIfBroken(e);
            return DeliveryResult.all(batch, KafkaVerdict.of(e, config));
        }
        if (producer == null) {
            return DeliveryResult.all(batch, DeliveryResult.retry("the sink is closed"));
        }
        List<Future<RecordMetadata>> sent = new ArrayList<>(batch.size());
        Optional<Throwable> stop = Optional.empty();
        for (Alert alert : batch) {
            // Each further one would wait for the same metadata, or meet the same closed producer.
            Future<RecordMetadata> future =
                    stop.isPresent() ? CompletableFuture.failedFuture(stop.get()) : send(producer, alert);
            sent.add(future);
            if (stop.isEmpty() && future.isDone()) {
                stop = failure(future).filter(failure -> !KafkaVerdict.isAboutTheRecord(failure));
            }
        }
        return await(sent, producer);
    }

    /** The producer throws some of its failures and hands out others, having waited for metadata in vain, as done. */
    private Future<RecordMetadata> send(Producer<byte[], byte[]> producer, Alert alert) {
        try {
            return producer.send(KafkaRecords.of(alert, config.topic(), config.format()));
        } catch (KafkaException | IllegalStateException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private List<DeliveryResult> await(List<Future<RecordMetadata>> sent, Producer<byte[], byte[]> producer) {
        List<DeliveryResult> results = new ArrayList<>(sent.size());
        boolean broken = false;
        for (Future<RecordMetadata> future : sent) {
            Optional<Throwable> failure = failure(future);
            results.add(failure.isEmpty() ? DeliveryResult.delivered() : KafkaVerdict.of(failure.get(), config));
            broken |= failure.filter(KafkaVerdict::breaksProducer).isPresent();
        }
        if (broken) {
            replace(producer);
        }
        return results;
    }

    private static Optional<Throwable> failure(Future<RecordMetadata> future) {
        try {
            future.get();
            return Optional.empty();
        } catch (ExecutionException e) {
            return Optional.of(e.getCause() == null ? e : e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new InterruptException(e));
        }
    }

    /** Why nothing may go to the brokers of another cluster: those of the configuration, or those that they tell of. */
    private Optional<DeliveryResult> refused() {
        if (config.bootstrap().isEmpty()) {
            return Optional.empty();
        }
        Optional<String> refusal =
                guard.refusal(BrokerGuard.hosts(config.bootstrap().get()));
        if (refusal.isEmpty()) {
            Producer<byte[], byte[]> producer = producer();
            refusal = producer == null ? refusal : guard.refusal(leaders(producer));
        }
        return refusal.map(why -> DeliveryResult.retry("topic " + config.topic() + ": " + why));
    }

    private List<String> leaders(Producer<byte[], byte[]> producer) {
        return producer.partitionsFor(config.topic()).stream()
                .map(PartitionInfo::leader)
                .filter(Objects::nonNull)
                .map(Node::host)
                .distinct()
                .toList();
    }

    private synchronized @Nullable Producer<byte[], byte[]> producer() {
        if (current == null && !closed) {
            current = new KafkaProducer<>(
                    config.clientSettings(own), new ByteArraySerializer(), new ByteArraySerializer());
        }
        return current;
    }

    private synchronized void discardIfBroken(RuntimeException failure) {
        Producer<byte[], byte[]> open = current;
        if (open != null && KafkaVerdict.breaksProducer(failure)) {
            replace(open);
        }
    }

    private synchronized void replace(Producer<byte[], byte[]> broken) {
        broken.close(Duration.ZERO);
        if (current == broken) {
            current = null;
        }
    }

    @Override
    public Optional<String> probe() {
        try {
            if (refused().orElse(DeliveryResult.delivered()) instanceof Retry retry) {
                return Optional.of(retry.reason());
            }
            Producer<byte[], byte[]> producer = producer();
            if (producer == null) {
                return Optional.of("the sink is closed");
            }
            producer.partitionsFor(config.topic());
            return Optional.empty();
        } catch (KafkaException | IllegalStateException e) {
            discardIfBroken(e);
            return KafkaVerdict.of(e, config) instanceof Retry retry ? Optional.of(retry.reason()) : Optional.empty();
        }
    }

    /** Ends a delivery under way: what is not acknowledged by then is to be tried again. */
    @Override
    public void close() {
        Producer<byte[], byte[]> open;
        synchronized (this) {
            closed = true;
            open = current;
            current = null;
        }
        if (open != null) {
            open.close(Duration.ZERO);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.sinks.Sink;
import io.anchorwatch.sinks.route.Routing;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertRecord;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Topics of its own on a broker, and what a test does with them. */
final class DispatchBench {

    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final AlertCodec CODEC = new AlertCodec();

    private final EmbeddedBroker broker;
    private final MeterRegistry registry = new SimpleMeterRegistry();
    private final DispatcherConfig config;

    DispatchBench(EmbeddedBroker broker, int partitions) {
        this.broker = broker;
        int number = NUMBER.incrementAndGet();
        config = config(broker.bootstrapServers(), "alerts-" + number, 20);
        broker.createTopics(List.of(
                new NewTopic(config.alertTopic(), partitions, (short) 1),
                new NewTopic(config.deadLetterTopic(), 1, (short) 1),
                new NewTopic(config.stateTopic(), 1, (short) 1).configs(Map.of("cleanup.policy", "compact"))));
    }

    static DispatcherConfig config(String bootstrap, String topic, int batchSize) {
        return new DispatcherConfig(
                Map.of(
                        "bootstrap.servers",
                        bootstrap,
                        "max.poll.interval.ms",
                        "3000",
                        "metadata.max.age.ms",
                        "1000",
                        "session.timeout.ms",
                        "6000"),
                topic,
                topic + "-dead",
                topic + "-state",
                topic + "-",
                batchSize,
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(20)),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
    }

    DispatcherConfig config() {
        return config;
    }

    MeterRegistry registry() {
        return registry;
    }

    private DispatchBench(EmbeddedBroker broker, DispatcherConfig config) {
        this.broker = broker;
        this.config = config;
    }

    /** The same topics, seen by a process with counters of its own. */
    DispatchBench fresh() {
        return new DispatchBench(broker, config);
    }

    Dispatcher start(Sink... sinks) {
        return start(routes(sinks));
    }

    List<SinkRoute> routes(Sink... sinks) {
        List<SinkRoute> routes = new ArrayList<>();
        for (Sink sink : sinks) {
            routes.add(new SinkRoute(sink, AlertMatcher.ALL));
        }
        return routes;
    }

    Dispatcher start(List<SinkRoute> routes) {
        List<String> names = routes.stream().map(route -> route.sink().name()).toList();
        return start(routes, Routing.everything(names));
    }

    Dispatcher start(List<SinkRoute> routes, Routing routing) {
        return Dispatcher.start(config, routes, routing, registry, InstantSource.system(), new SplittableRandom(1));
    }

    void send(Collection<Alert> alerts) {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            sendAll(producer, alerts.stream().map(this::toKafka).toList());
        }
    }

    void sendRaw(byte[] key, byte @Nullable [] value) {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
            sendAll(producer, List.of(new ProducerRecord<>(config.alertTopic(), key, value)));
        }
    }

    void sendAborted(Collection<Alert> alerts) {
        try (KafkaProducer<byte[], byte[]> producer = producer(Map.of("transactional.id", config.alertTopic()))) {
            producer.initTransactions();
            producer.beginTransaction();
            sendAll(producer, alerts.stream().map(this::toKafka).toList());
            producer.abortTransaction();
        }
    }

    private static void sendAll(KafkaProducer<byte[], byte[]> producer, List<ProducerRecord<byte[], byte[]>> records) {
        List<Future<RecordMetadata>> sent = records.stream().map(producer::send).toList();
        producer.flush();
        assertThat(sent).allSatisfy(result -> assertThat(result).isDone());
    }

    private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
        Map<String, Object> settings = new HashMap<>(more);
        settings.put("bootstrap.servers", broker.bootstrapServers());
        // On a topic just created, a later request may be taken while the first is refused; then the first never fits
        // in.
        settings.put("max.in.flight.requests.per.connection", "1");
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private ProducerRecord<byte[], byte[]> toKafka(Alert alert) {
        AlertRecord source = CODEC.toRecord(alert);
        ProducerRecord<byte[], byte[]> target =
                new ProducerRecord<>(config.alertTopic(), source.key().getBytes(UTF_8), source.value());
        source.headers().forEach((name, value) -> target.headers().add(name, value.getBytes(UTF_8)));
        return target;
    }

    /** All dead letters so far. */
    List<ConsumerRecord<byte[], byte[]>> deadLetters() {
        TopicPartition partition = new TopicPartition(config.deadLetterTopic(), 0);
        List<ConsumerRecord<byte[], byte[]>> letters = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(letters::add);
            }
        }
        return letters;
    }

    double count(String sink, String name) {
        return registry.get("anchorwatch.sink." + name)
                .tag("sink", sink)
                .counter()
                .count();
    }

    double gauge(String sink, String name) {
        return registry.get("anchorwatch.sink." + name)
                .tag("sink", sink)
                .gauge()
                .value();
    }

    /** The equation every sink's counters obey; exact once nothing moves. */
    void assertConserved(String sink) {
        double ends = count(sink, "delivered")
                + count(sink, "counted")
                + count(sink, "rejected")
                + count(sink, "filtered")
                + count(sink, "returned");
        assertThat(count(sink, "received") + count(sink, "restored")).isEqualTo(ends + gauge(sink, "waiting"));
    }
}

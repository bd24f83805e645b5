// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.io.Serial;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.KafkaSourceBuilder;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetResetStrategy;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Where the job touches Kafka: sources of events and rules, and the sink of what it says. */
record KafkaEnds(FlinkJobConfig config) {

    /** A source that is silent for this long holds back no one. */
    private static final Duration IDLE = Duration.ofSeconds(30);

    /** How soon a partition that was added is read. */
    private static final Duration DISCOVERY = Duration.ofMinutes(1);

    /** How far, in event time, one partition may be read ahead of another: what is ahead waits in state. */
    private static final Duration DRIFT = Duration.ofMinutes(10);

    /** The longest that brokers grant as they are shipped: a job may be away for as long and lose nothing. */
    private static final Duration TRANSACTION = Duration.ofMinutes(15);

    /**
     * How many partitions a topic has; 0 when it is not there.
     *
     * @throws IllegalStateException when Kafka does not answer; says what to do
     */
    int partitions(String topic) {
        try (Admin admin = Admin.create(properties())) {
            if (!admin.listTopics().names().get().contains(topic)) {
                return 0;
            }
            return admin.describeTopics(List.of(topic)).allTopicNames().get().values().stream()
                    .mapToInt(found -> found.partitions().size())
                    .sum();
        } catch (ExecutionException failed) {
            throw new IllegalStateException(
                    "Kafka at " + config.bootstrap() + " does not answer: " + failed.getMessage()
                            + "; check --bootstrap and --kafka",
                    failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while Kafka was asked for its topics", stopped);
        }
    }

    /** Records of an event topic by the key of their partition, beginning with nothing for each partition. */
    DataStream<Tuple2<Integer, byte[]>> events(StreamExecutionEnvironment env, String topic, int partitions) {
        WatermarkStrategy<Tuple3<Integer, byte[], Long>> watermarks =
                WatermarkStrategy.<Tuple3<Integer, byte[], Long>>forBoundedOutOfOrderness(config.lateness())
                        .withTimestampAssigner((event, unused) -> event.f2)
                        .withWatermarkAlignment("events", DRIFT);
        if (config.input().live()) {
            watermarks = watermarks.withIdleness(IDLE);
        }
        DataStream<Tuple2<Integer, byte[]>> events = env.fromSource(
                        source(topic, new EventDeserializer()), watermarks, topic)
                .uid("source-" + topic)
                .map(event -> Tuple2.of(event.f0, event.f1))
                .returns(Wiring.KEYED)
                .name("key")
                .uid("key-" + topic);
        return events.union(partitions(env, topic, partitions));
    }

    /**
     * A partition that has no events must still say so. Named after how many there are: where some were added, all are
     * told of anew.
     */
    private static DataStream<Tuple2<Integer, byte[]>> partitions(
            StreamExecutionEnvironment env, String topic, int partitions) {
        Shares shares = new Shares(partitions);
        return env.fromSequence(0, partitions - 1)
                .setParallelism(1)
                .name("partitions")
                .uid("partitions-" + topic + "-" + partitions)
                .map(partition -> Tuple2.of(shares.key(partition.intValue()), new byte[0]))
                .returns(Wiring.KEYED)
                .setParallelism(1)
                .uid("partition-keys-" + topic);
    }

    @SuppressWarnings("deprecation") // Flink asks for the type that Kafka has replaced
    private <T> KafkaSource<T> source(String topic, KafkaRecordDeserializationSchema<T> deserializer) {
        FlinkJobConfig.Input input = config.input();
        OffsetsInitializer from = input.from() != null
                ? OffsetsInitializer.timestamp(input.from().toEpochMilli())
                : input.live()
                        ? OffsetsInitializer.committedOffsets(OffsetResetStrategy.EARLIEST)
                        : OffsetsInitializer.earliest();
        KafkaSourceBuilder<T> source = KafkaSource.<T>builder()
                .setProperties(properties())
                .setProperty("isolation.level", "read_committed")
                .setTopics(topic)
                .setGroupId(config.group())
                .setStartingOffsets(from)
                .setDeserializer(deserializer);
        if (input.live()) {
            source.setProperty("partition.discovery.interval.ms", Long.toString(DISCOVERY.toMillis()));
        } else {
            source.setBounded(
                    input.to() == null
                            ? OffsetsInitializer.latest()
                            : OffsetsInitializer.timestamp(input.to().toEpochMilli()));
        }
        return source.build();
    }

    /** Rules that come while the job runs; none when there is no topic for them. */
    DataStream<byte[]> rules(StreamExecutionEnvironment env) {
        if (config.rulesTopic().isEmpty()) {
            return env.fromData(Wiring.BYTES, new byte[0]).uid("no-rules").name("no rules topic");
        }
        KafkaSource<byte[]> source = KafkaSource.<byte[]>builder()
                .setProperties(properties())
                .setProperty("isolation.level", "read_committed")
                .setTopics(config.rulesTopic())
                .setGroupId(config.group() + "-rules")
                .setStartingOffsets(OffsetsInitializer.earliest())
                .setDeserializer(new RulesDeserializer())
                .build();
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), config.rulesTopic())
                .uid("source-rules");
    }

    /** Writes each alert exactly once, as readers see that read what is committed. */
    KafkaSink<byte[]> sink() {
        return KafkaSink.<byte[]>builder()
                .setKafkaProducerConfig(properties())
                .setBootstrapServers(config.bootstrap())
                .setProperty("transaction.timeout.ms", Long.toString(TRANSACTION.toMillis()))
                .setProperty("max.request.size", Integer.toString(EventTopics.MAX_MESSAGE_BYTES))
                .setProperty("compression.type", "lz4")
                .setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                .setTransactionalIdPrefix(config.group())
                .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                .setRecordSerializer(new FrameSerializer())
                .build();
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.putAll(config.kafka());
        properties.putAll(Map.of("bootstrap.servers", config.bootstrap()));
        return properties;
    }

    /** Writes frames to the topics they are for; pooled transactions are found again by those topics. */
    private static final class FrameSerializer
            implements KafkaRecordSerializationSchema<byte[]>, KafkaDatasetFacetProvider {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
            return Optional.of(new DefaultKafkaDatasetFacet(
                    DefaultKafkaDatasetIdentifier.ofTopics(List.of(AlertTopics.ALERTS, EventTopics.DEAD_LETTERS))));
        }

        @Override
        public ProducerRecord<byte[], byte[]> serialize(byte[] frame, KafkaSinkContext context, Long timestamp) {
            return Frame.decode(frame).toRecord();
        }
    }

    /** Reads bundles of rules as frames. */
    private static final class RulesDeserializer implements KafkaRecordDeserializationSchema<byte[]> {
        @Serial
        private static final long serialVersionUID = 1L;

        @Override
        public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<byte[]> out) {
            out.collect(Frame.of(record).encode());
        }

        @Override
        public TypeInformation<byte[]> getProducedType() {
            return Wiring.BYTES;
        }
    }
}

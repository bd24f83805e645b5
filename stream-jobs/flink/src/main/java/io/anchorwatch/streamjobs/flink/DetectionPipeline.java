// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.datastream.BroadcastStream;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The one fixed graph: rules are data, so that a new rule never changes it, and a savepoint of one version fits the next.
 *
 * <pre>
 * anchorwatch.audit ──► detect ─┬─► correlate 1 ─► … ─► correlate 4 ─┐
 *                               │                                    ├─► anchorwatch.alerts,
 * anchorwatch.objects ► relay ──┴─► story ───────────────────────────┘   anchorwatch.dead-letters
 *
 * rules, to all of them
 * </pre>
 */
public final class DetectionPipeline {

    private final JobSettings settings;
    private final KafkaEnds kafka;
    private final StreamExecutionEnvironment env;
    private final List<SingleOutputStreamOperator<byte[]>> operators = new ArrayList<>();

    private DetectionPipeline(StreamExecutionEnvironment env, KafkaEnds kafka, JobSettings settings) {
        this.env = env;
        this.kafka = kafka;
        this.settings = settings;
    }

    /**
     * Adds the job to an environment.
     *
     * @throws IllegalArgumentException when the rules can't run on Flink; says why
     * @throws IllegalStateException when Kafka does not answer or lacks the topics; says what to do
     */
    public static void build(StreamExecutionEnvironment env, FlinkJobConfig config) {
        config.check(config.rules().load());
        config.laterRules().values().forEach(rules -> config.check(rules.load()));
        KafkaEnds kafka = new KafkaEnds(config);
        int audits = required(kafka, EventTopics.AUDIT);
        required(kafka, AlertTopics.ALERTS);
        required(kafka, EventTopics.DEAD_LETTERS);
        int objects = config.objects() ? required(kafka, EventTopics.OBJECTS) : 0;
        build(env, config, audits, objects);
    }

    /** Adds the job for topics of so many partitions. */
    static void build(StreamExecutionEnvironment env, FlinkJobConfig config, int audits, int objects) {
        env.setMaxParallelism(Shares.KEY_GROUPS);
        new DetectionPipeline(env, new KafkaEnds(config), JobSettings.of(config, audits, objects)).build();
    }

    private static int required(KafkaEnds kafka, String topic) {
        int partitions = kafka.partitions(topic);
        if (partitions == 0) {
            throw new IllegalStateException("there is no topic " + topic + "; start ingest first, or create it");
        }
        return partitions;
    }

    private void build() {
        BroadcastStream<byte[]> rules = kafka.rules(env).broadcast(Wiring.RULES);
        SingleOutputStreamOperator<byte[]> detect = operator(
                "detect", kafka.events(env, EventTopics.AUDIT, settings.audits()), rules, new DetectFunction(settings));
        for (int level = 1; level <= Wiring.MOST_LEVELS; level++) {
            // Of operators before this one alone: those after it settle higher levels.
            operator("correlate-" + level, side(level), rules, new CorrelateFunction(settings, level));
        }
        if (settings.objects() > 0) {
            SingleOutputStreamOperator<byte[]> relay = operator(
                    "relay",
                    kafka.events(env, EventTopics.OBJECTS, settings.objects()),
                    rules,
                    new RelayFunction(settings));
            operator(
                    "story",
                    detect.getSideOutput(Wiring.STORIES).union(relay.getSideOutput(Wiring.STORIES)),
                    rules,
                    new StoryFunction(settings));
        }
        said().sinkTo(kafka.sink()).name("outbox").uid("outbox");
    }

    private DataStream<Tuple2<Integer, byte[]>> side(int level) {
        return operators.stream()
                .<DataStream<Tuple2<Integer, byte[]>>>map(operator -> operator.getSideOutput(Wiring.hits(level)))
                .reduce(DataStream::union)
                .orElseThrow();
    }

    private SingleOutputStreamOperator<byte[]> operator(
            String name,
            DataStream<Tuple2<Integer, byte[]>> messages,
            BroadcastStream<byte[]> rules,
            TaskFunction<?> function) {
        SingleOutputStreamOperator<byte[]> operator = messages.keyBy(message -> message.f0, Types.INT)
                .connect(rules)
                .process(function, Wiring.BYTES)
                .name(name)
                .uid(name);
        operators.add(operator);
        return operator;
    }

    /** Alerts, and what is kept aside. */
    private DataStream<byte[]> said() {
        return operators.stream()
                .<DataStream<byte[]>>map(operator -> operator.union(
                        operator.getSideOutput(Wiring.DEAD_LETTERS), operator.getSideOutput(Wiring.LATE)))
                .reduce(DataStream::union)
                .orElseThrow();
    }
}

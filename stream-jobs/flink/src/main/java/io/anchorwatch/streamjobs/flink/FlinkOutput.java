// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.detection.correlation.Hit;
import io.anchorwatch.streamjobs.detection.task.CorrelationMessage;
import io.anchorwatch.streamjobs.detection.task.DeadLetter;
import io.anchorwatch.streamjobs.detection.task.GroupKeys;
import io.anchorwatch.streamjobs.detection.task.Inbound;
import io.anchorwatch.streamjobs.detection.task.RulesInForce;
import io.anchorwatch.streamjobs.detection.task.StoryMessage;
import io.anchorwatch.streamjobs.detection.task.TaskOutput;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.util.Collector;
import org.apache.flink.util.OutputTag;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings what a task sends on to the operators and topics that it is for. */
final class FlinkOutput implements TaskOutput {

    private static final Logger log = LoggerFactory.getLogger(FlinkOutput.class);

    private final AlertCodec codec = new AlertCodec();
    private final Shares shares;
    private final RulesInForce rules;
    private final FlinkMetrics metrics;
    private @Nullable Side side;
    private @Nullable Collector<byte[]> alerts;
    private long nowMs;

    /** Takes what is for other operators. */
    interface Side {
        <X> void output(OutputTag<X> tag, X value);
    }

    FlinkOutput(Shares shares, RulesInForce rules, FlinkMetrics metrics) {
        this.shares = shares;
        this.rules = rules;
        this.metrics = metrics;
    }

    /** What follows comes of one element or timer; {@code nowMs} is the wall clock. */
    void of(Side newSide, Collector<byte[]> newAlerts, long newNowMs) {
        side = newSide;
        alerts = newAlerts;
        nowMs = newNowMs;
    }

    @Override
    public void alert(Alert alert) {
        metrics.alert(alert);
        Opened.require(alerts).collect(Frame.of(codec.toRecord(alert)).encode());
    }

    @Override
    public void hit(Hit hit) {
        int level = rules.current().correlations().level(hit);
        if (level > 0) {
            metrics.hit();
            byte[] message = CorrelationMessage.encode(new CorrelationMessage.Found(hit));
            Opened.require(side).output(Wiring.hits(level), Tuple2.of(shares.keyOf(GroupKeys.of(hit)), message));
        }
    }

    /** Those above want to know. */
    @Override
    public void progress(CorrelationMessage.Progress progress) {
        byte[] message = CorrelationMessage.encode(progress);
        int levels = Math.min(Wiring.MOST_LEVELS, rules.current().correlations().levels());
        for (int level = progress.level() + 1; level <= levels; level++) {
            for (int share = 0; share < shares.count(); share++) {
                Opened.require(side).output(Wiring.hits(level), Tuple2.of(shares.key(share), message));
            }
        }
    }

    @Override
    public void story(String cluster, String namespace, StoryMessage message) {
        Opened.require(side)
                .output(
                        Wiring.STORIES,
                        Tuple2.of(shares.keyOf(GroupKeys.of(cluster, namespace)), StoryMessage.encode(message)));
    }

    @Override
    public void came(StoryMessage.Came came) {
        byte[] message = StoryMessage.encode(came);
        for (int share = 0; share < shares.count(); share++) {
            Opened.require(side).output(Wiring.STORIES, Tuple2.of(shares.key(share), message));
        }
    }

    @Override
    public void deadLetter(Inbound record, String reason) {
        Opened.require(side)
                .output(
                        Wiring.DEAD_LETTERS,
                        Frame.of(DeadLetter.of(record, reason)).encode());
    }

    @Override
    public void aside(Hit hit, String reason) {
        metrics.keptAside();
        Opened.require(side)
                .output(Wiring.LATE, Frame.of(DeadLetter.of(hit, reason, nowMs)).encode());
    }

    @Override
    public void bug(RuntimeException bug) {
        log.error("an event could not be judged and goes to the dead letters", bug);
    }
}

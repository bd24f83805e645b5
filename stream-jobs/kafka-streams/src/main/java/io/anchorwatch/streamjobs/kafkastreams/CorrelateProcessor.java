// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationEngine;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationOutput;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.correlation.Hit;
import io.anchorwatch.streamjobs.kafkastreams.CorrelationMessage.Found;
import io.anchorwatch.streamjobs.kafkastreams.CorrelationMessage.Progress;
import java.io.UncheckedIOException;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Correlates the groups whose hits its partition holds; alerts of a level are hits for the level above. */
final class CorrelateProcessor implements Processor<byte[], byte[], byte[], byte[]>, CorrelationOutput {

    private final RulesInForce rules;
    private final CorrelationSettings settings;
    private final JobMetrics metrics;
    private RulesInForce.@Nullable Compiled compiled;
    private @Nullable CorrelationEngine engine;
    private @Nullable ProcessorContext<byte[], byte[]> context;
    private @Nullable Outbox outbox;

    CorrelateProcessor(RulesInForce rules, CorrelationSettings settings, JobMetrics metrics) {
        this.rules = rules;
        this.settings = settings;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<byte[], byte[]> newContext) {
        context = newContext;
        outbox = new Outbox(newContext, metrics);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        CorrelationMessage message;
        try {
            message = CorrelationMessage.decode(record.value());
        } catch (IllegalArgumentException | UncheckedIOException notOurs) {
            // Made by a later version before this one took over again: it must not stop the job.
            outbox().unreadable(record, String.valueOf(notOurs.getMessage()));
            return;
        }
        CorrelationEngine current = engine();
        if (message instanceof Found found) {
            current.hit(found.hit());
            return;
        }
        Progress progress = (Progress) message;
        if (progress.level() == 0) {
            current.detectorAt(progress.partition(), progress.cluster(), progress.timeMicros());
        } else {
            current.correlatorAt(progress.level(), progress.partition(), progress.cluster(), progress.timeMicros());
        }
    }

    /** The engine of the rules in force; a new set takes over what the store holds of rules that did not change. */
    private CorrelationEngine engine() {
        RulesInForce.Compiled now = rules.current();
        @Nullable CorrelationEngine known = engine;
        if (known == null || !now.equals(compiled)) {
            KeyValueStore<Bytes, byte[]> store = context().getStateStore(DetectionTopology.CORRELATIONS);
            known = new CorrelationEngine(now.correlations(), new SortedKeyValueStore(store), settings, this);
            engine = known;
            compiled = now;
        }
        return known;
    }

    @Override
    public void alert(Alert alert) {
        outbox().alert(alert);
    }

    @Override
    public void derived(Hit hit) {
        outbox().hit(hit);
    }

    @Override
    public void settled(int level, String cluster, long timeMicros) {
        if (level < rules.current().correlations().levels()) {
            outbox().progress(new Progress(level, context().taskId().partition(), cluster, timeMicros));
        }
    }

    @Override
    public void tooLate(Hit hit) {
        outbox().aside(hit, "came too late to be correlated");
    }

    @Override
    public void unkeyed(String correlation) {
        metrics.unkeyed(correlation);
    }

    private ProcessorContext<byte[], byte[]> context() {
        return Initialised.require(context);
    }

    private Outbox outbox() {
        return Initialised.require(outbox);
    }
}

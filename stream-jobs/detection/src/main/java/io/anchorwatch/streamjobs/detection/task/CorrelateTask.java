// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationEngine;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationOutput;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.correlation.Hit;
import io.anchorwatch.streamjobs.detection.correlation.SortedStore;
import io.anchorwatch.streamjobs.detection.task.CorrelationMessage.Found;
import io.anchorwatch.streamjobs.detection.task.CorrelationMessage.Progress;
import org.jspecify.annotations.Nullable;

/** Correlates the groups of one share; alerts of a level are hits for the level above. Not thread-safe. */
public final class CorrelateTask implements CorrelationOutput {

    private final RulesInForce rules;
    private final int share;
    private final SortedStore store;
    private final CorrelationSettings settings;
    private final TaskOutput output;
    private final TaskMetrics metrics;
    private @Nullable CompiledRules compiled;
    private @Nullable CorrelationEngine engine;

    /** {@code share}: its number, from 0 to below the correlators of the settings. */
    public CorrelateTask(
            RulesInForce rules,
            int share,
            SortedStore store,
            CorrelationSettings settings,
            TaskOutput output,
            TaskMetrics metrics) {
        this.rules = rules;
        this.share = share;
        this.store = store;
        this.settings = settings;
        this.output = output;
        this.metrics = metrics;
    }

    /** Takes a hit, or how far a source has come. */
    public void accept(CorrelationMessage message) {
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
        CompiledRules now = rules.current();
        @Nullable CorrelationEngine known = engine;
        if (known == null || !now.equals(compiled)) {
            known = new CorrelationEngine(now.correlations(), store, settings, this);
            engine = known;
            compiled = now;
        }
        return known;
    }

    @Override
    public void alert(Alert alert) {
        output.alert(alert);
    }

    @Override
    public void derived(Hit hit) {
        output.hit(hit);
    }

    @Override
    public void settled(int level, String cluster, long timeMicros) {
        if (level < rules.current().correlations().levels()) {
            output.progress(new Progress(level, share, cluster, timeMicros));
        }
    }

    @Override
    public void tooLate(Hit hit) {
        output.aside(hit, "came too late to be correlated");
    }

    @Override
    public void unkeyed(String correlation) {
        metrics.unkeyed(correlation);
    }
}

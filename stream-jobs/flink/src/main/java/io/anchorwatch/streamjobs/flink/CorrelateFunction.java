// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import io.anchorwatch.streamjobs.detection.correlation.CorrelationEngine;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.task.CorrelateTask;
import io.anchorwatch.streamjobs.detection.task.CorrelationMessage;
import io.anchorwatch.streamjobs.detection.task.RulesInForce;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Correlates one level; keyed by the share that a group falls to. */
final class CorrelateFunction extends TaskFunction<CorrelateTask> {

    @Serial
    private static final long serialVersionUID = 1L;

    private final int level;
    private transient MapSortedStore.@Nullable States correlations;

    CorrelateFunction(JobSettings settings, int level) {
        super(settings);
        this.level = level;
    }

    @Override
    void openState() {
        correlations = MapSortedStore.States.open(getRuntimeContext(), "correlations", CorrelationEngine.RANGED);
    }

    @Override
    CorrelateTask task(int key, RulesInForce rules, FlinkOutput output, FlinkMetrics metrics, long nowMs) {
        return new CorrelateTask(
                rules,
                settings().newShares().share(key),
                new MapSortedStore(Opened.require(correlations)),
                new CorrelationSettings(
                        settings().lateness(),
                        settings().live(),
                        settings().audits(),
                        settings().shares()),
                new LevelOutput(level, output),
                metrics);
    }

    @Override
    void accept(CorrelateTask task, byte[] message, long nowMs) {
        task.accept(CorrelationMessage.decode(message));
    }

    @Override
    boolean isTimed() {
        return false;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import io.anchorwatch.streamjobs.detection.task.EventClocks;
import io.anchorwatch.streamjobs.detection.task.RelayTask;
import io.anchorwatch.streamjobs.detection.task.RulesInForce;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Brings object changes to where they are joined; keyed by the partition they come from. */
final class RelayFunction extends TaskFunction<RelayTask> {

    @Serial
    private static final long serialVersionUID = 1L;

    private transient MapSortedStore.@Nullable States clocks;

    RelayFunction(JobSettings settings) {
        super(settings);
    }

    @Override
    void openState() {
        clocks = MapSortedStore.States.open(getRuntimeContext(), "clocks", "c");
    }

    @Override
    RelayTask task(int key, RulesInForce rules, FlinkOutput output, FlinkMetrics metrics, long nowMs) {
        return new RelayTask(
                settings().audits() + settings().newShares().share(key),
                EventClocks.ofObjects(settings().live(), new MapSortedStore(Opened.require(clocks)), nowMs),
                output,
                metrics);
    }

    @Override
    void accept(RelayTask task, byte[] message, long nowMs) {
        task.accept(Frame.decode(message), nowMs);
    }

    @Override
    void tick(RelayTask task, long nowMs) {
        task.tick(nowMs);
    }

    @Override
    void end(RelayTask task) {
        task.end();
    }

    @Override
    boolean isTimed() {
        return true;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import io.anchorwatch.streamjobs.detection.task.DetectTask;
import io.anchorwatch.streamjobs.detection.task.EventClocks;
import io.anchorwatch.streamjobs.detection.task.RulesInForce;
import io.anchorwatch.streamjobs.detection.task.TaskSettings;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Judges audit records; keyed by the partition they come from, so that its order stays. */
final class DetectFunction extends TaskFunction<DetectTask> {

    @Serial
    private static final long serialVersionUID = 1L;

    private transient SegmentedRequestLog.@Nullable States requests;
    private transient MapSortedStore.@Nullable States clocks;

    DetectFunction(JobSettings settings) {
        super(settings);
    }

    @Override
    void openState() {
        requests = SegmentedRequestLog.States.open(getRuntimeContext());
        clocks = MapSortedStore.States.open(getRuntimeContext(), "clocks", "c");
    }

    @Override
    DetectTask task(int key, RulesInForce rules, FlinkOutput output, FlinkMetrics metrics, long nowMs) {
        return new DetectTask(
                new TaskSettings(settings().live(), settings().objects() > 0, StateFailure.class),
                rules,
                settings().newShares().share(key),
                new SegmentedRequestLog(Opened.require(requests)),
                EventClocks.ofAudit(settings().live(), new MapSortedStore(Opened.require(clocks)), nowMs),
                output,
                metrics);
    }

    @Override
    void accept(DetectTask task, byte[] message, long nowMs) {
        task.accept(Frame.decode(message), nowMs);
    }

    @Override
    void tick(DetectTask task, long nowMs) {
        task.tick(nowMs);
    }

    @Override
    void end(DetectTask task) {
        task.end();
    }

    @Override
    boolean isTimed() {
        return true;
    }
}

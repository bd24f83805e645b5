// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import io.anchorwatch.streamjobs.detection.story.StoryEngine;
import io.anchorwatch.streamjobs.detection.story.StorySettings;
import io.anchorwatch.streamjobs.detection.task.RulesInForce;
import io.anchorwatch.streamjobs.detection.task.StoryMessage;
import io.anchorwatch.streamjobs.detection.task.StoryTask;
import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** Joins requests with the object changes they made; keyed by the share that a namespace falls to. */
final class StoryFunction extends TaskFunction<StoryTask> {

    @Serial
    private static final long serialVersionUID = 1L;

    private transient MapSortedStore.@Nullable States stories;

    StoryFunction(JobSettings settings) {
        super(settings);
    }

    @Override
    void openState() {
        stories = MapSortedStore.States.open(getRuntimeContext(), "stories", StoryEngine.RANGED);
    }

    @Override
    StoryTask task(int key, RulesInForce rules, FlinkOutput output, FlinkMetrics metrics, long nowMs) {
        return new StoryTask(
                rules,
                new MapSortedStore(Opened.require(stories)),
                new StorySettings(
                        StorySettings.PATIENCE, settings().live(), settings().sources()),
                output,
                metrics);
    }

    @Override
    void accept(StoryTask task, byte[] message, long nowMs) {
        task.accept(StoryMessage.decode(message));
    }

    @Override
    boolean isTimed() {
        return false;
    }
}

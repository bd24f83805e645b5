// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.correlation.Hit;
import io.anchorwatch.streamjobs.detection.task.CorrelationMessage;
import io.anchorwatch.streamjobs.detection.task.Inbound;
import io.anchorwatch.streamjobs.detection.task.StoryMessage;
import io.anchorwatch.streamjobs.detection.task.TaskOutput;

/** Output of one level: how far others are is for those that settle them to tell. */
record LevelOutput(int level, TaskOutput output) implements TaskOutput {

    @Override
    public void alert(Alert alert) {
        output.alert(alert);
    }

    @Override
    public void hit(Hit hit) {
        output.hit(hit);
    }

    @Override
    public void progress(CorrelationMessage.Progress progress) {
        if (progress.level() == level) {
            output.progress(progress);
        }
    }

    @Override
    public void story(String cluster, String namespace, StoryMessage message) {
        output.story(cluster, namespace, message);
    }

    @Override
    public void came(StoryMessage.Came came) {
        output.came(came);
    }

    @Override
    public void deadLetter(Inbound record, String reason) {
        output.deadLetter(record, reason);
    }

    @Override
    public void aside(Hit hit, String reason) {
        output.aside(hit, reason);
    }

    @Override
    public void bug(RuntimeException bug) {
        output.bug(bug);
    }
}

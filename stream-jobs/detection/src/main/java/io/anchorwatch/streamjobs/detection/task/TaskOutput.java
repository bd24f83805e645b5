// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.task;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.correlation.Hit;

/** Where a task's results go. */
public interface TaskOutput {

    /** An alert, or a further telling of one. */
    void alert(Alert alert);

    /** To where the hits of its group are correlated. */
    void hit(Hit hit);

    /** To all that correlate. */
    void progress(CorrelationMessage.Progress progress);

    /** To where the requests and changes of a cluster's namespace are joined. */
    void story(String cluster, String namespace, StoryMessage message);

    /** To all that join. */
    void came(StoryMessage.Came came);

    /** A record that can't be judged, with one line for the operator. */
    void deadLetter(Inbound record, String reason);

    /** A hit that no correlation can use any more, with one line for the operator. */
    void aside(Hit hit, String reason);

    /** Judging a record failed by a bug of ours; the record goes to the dead letters. */
    void bug(RuntimeException bug);
}

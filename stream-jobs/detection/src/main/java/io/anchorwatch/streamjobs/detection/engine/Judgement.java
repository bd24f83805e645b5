// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.correlation.Hit;
import io.anchorwatch.streamjobs.detection.drift.Write;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What became of one event. Each event is exactly one of these: consumed = evaluated + repeated + unreadable. */
public sealed interface Judgement {

    /**
     * Every rule had its say.
     *
     * @param alerts what it means alone
     * @param hits what correlations have to know of it
     * @param failed ids of the rules that did not fire and had a test that could not answer for this event, and why: one
     *     line without event text
     * @param write what it wrote, for the change of the object that comes of it; null when it wrote nothing
     */
    record Evaluated(
            List<Alert> alerts,
            List<Hit> hits,
            Map<String, String> failed,
            @Nullable Write write) implements Judgement {
        public Evaluated {
            alerts = List.copyOf(alerts);
            hits = List.copyOf(hits);
            failed = Map.copyOf(failed);
        }
    }

    /** The same event was judged before: a repeated delivery. */
    record Repeated() implements Judgement {}

    /** Not an audit event; {@code reason} is one line without event text. For the dead letters. */
    record Unreadable(String reason) implements Judgement {}
}

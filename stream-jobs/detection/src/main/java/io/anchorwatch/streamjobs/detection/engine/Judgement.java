// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.alert.Alert;
import java.util.List;
import java.util.Map;

/** What became of one event. Each event is exactly one of these: consumed = evaluated + repeated + unreadable. */
public sealed interface Judgement {

    /**
     * Every rule had its say.
     *
     * @param alerts what is to be told
     * @param failed ids of the rules that did not fire and had a test that could not answer for this event, and why: one
     *     line without event text
     */
    record Evaluated(List<Alert> alerts, Map<String, String> failed) implements Judgement {
        public Evaluated {
            alerts = List.copyOf(alerts);
            failed = Map.copyOf(failed);
        }

        /** Every rule could answer. */
        public Evaluated(List<Alert> alerts) {
            this(alerts, Map.of());
        }
    }

    /** The same event was judged before: a repeated delivery. */
    record Repeated() implements Judgement {}

    /** Not an audit event; {@code reason} is one line without event text. For the dead letters. */
    record Unreadable(String reason) implements Judgement {}
}

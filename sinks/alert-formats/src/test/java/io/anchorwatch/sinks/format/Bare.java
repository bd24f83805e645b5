// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Instant;
import java.util.List;

/** The least that an alert can be: its required fields, at times that fit no number of milliseconds. */
final class Bare {

    private Bare() {}

    static Alert alert() {
        return new Alert(
                "a",
                "f",
                new Alert.RuleRef("r", "", "", "", List.of(), "", List.of()),
                Severity.INFORMATIONAL,
                0,
                "",
                Instant.MAX,
                "c",
                new Alert.Actor("", "", List.of(), ""),
                new Alert.Client("", List.of(), ""),
                "",
                new Alert.Target("", "", "", "", "", ""),
                new Alert.Outcome("", 0, ""),
                List.of(),
                List.of(),
                new Alert.Episode(Long.MAX_VALUE, Instant.MIN, Instant.MAX, Alert.EpisodeState.CLOSE, 0, ""),
                Alert.Correlation.NONE);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.alertmanager;

import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.format.ExampleAlerts;
import io.anchorwatch.sinks.people.Corpus;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.Episode;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Instant;

/** Findings of a rule that tells their end. */
final class Episodes {

    /** A while after the alerts. */
    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private Episodes() {}

    static Notification told(int n, Severity severity, EpisodeState state) {
        Alert alert = ExampleAlerts.deniedSecrets();
        Episode episode = new Episode(n, alert.time(), alert.time().plusSeconds(60L * n), state, 0, "");
        return Notification.of(Corpus.with(alert, "told-" + n, severity, episode, alert.changes()), "default");
    }
}

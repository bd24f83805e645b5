// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.sinks.Notification.Held;
import io.anchorwatch.sinks.notify.Entry;
import io.anchorwatch.sinks.notify.Message;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.Actor;
import io.anchorwatch.streamjobs.alert.Alert.Change;
import io.anchorwatch.streamjobs.alert.Alert.Client;
import io.anchorwatch.streamjobs.alert.Alert.Correlation;
import io.anchorwatch.streamjobs.alert.Alert.Episode;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Alert.Outcome;
import io.anchorwatch.streamjobs.alert.Alert.RuleRef;
import io.anchorwatch.streamjobs.alert.Alert.Target;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.Severity;
import java.util.Comparator;
import java.util.List;

/**
 * What a refused message only counted, as an alert of its own: the alerts themselves are gone, and their number must not be.
 * It can be told again like any other dead letter.
 */
final class CountedAlerts {

    private static final AlertCodec CODEC = new AlertCodec();

    private CountedAlerts() {}

    /** Of a message that counts something. */
    static Entry entry(Message message) {
        Alert alert = alert(message.id(), message.key(), message.held());
        return new Entry(CODEC.encode(alert), alert, "counted/" + message.id());
    }

    private static Alert alert(String id, String key, Held held) {
        String title = (held.count() == 1 ? "1 alert was" : held.count() + " alerts were")
                + " counted in a message that was refused";
        Severity worst = held.rules().stream()
                .map(rule -> rule.severity())
                .max(Comparator.naturalOrder())
                .orElse(Severity.INFORMATIONAL);
        List<Change> counts = held.rules().stream()
                .map(rule -> new Change(rule.id(), "", Long.toString(rule.count())))
                .toList();
        return new Alert(
                id,
                key,
                new RuleRef("anchorwatch-counted", "", "", title, List.of(), "", List.of()),
                worst,
                0,
                held.reason(),
                held.to(),
                "anchorwatch",
                new Actor("anchorwatch", "control-plane", List.of(), ""),
                new Client("", List.of(), ""),
                "list",
                new Target("", "alerts", "", "", "", ""),
                new Outcome("success", 0, ""),
                counts,
                List.of(),
                new Episode(held.count(), held.from(), held.to(), EpisodeState.OPEN, 0, ""),
                Correlation.NONE);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.people;

import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.format.Altered;
import io.anchorwatch.sinks.format.ExampleAlerts;
import io.anchorwatch.sinks.format.HostileCorpus;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.Change;
import io.anchorwatch.streamjobs.alert.Alert.Episode;
import io.anchorwatch.streamjobs.alert.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Messages of hostile and of oversize alerts. */
public final class Corpus {

    private Corpus() {}

    /** One message for each alert of the corpus, its text in one field. */
    public static List<Notification> all() {
        return HostileCorpus.alerts().stream()
                .map(alert -> Notification.of(alert, "default"))
                .toList();
    }

    /** One message a text, which stands in all fields of the alert, in the group and in what was held. */
    public static List<Notification> sample() {
        List<Notification> messages = new ArrayList<>();
        for (Alert alert : HostileCorpus.everywhere()) {
            String text = alert.rule().title();
            Map<String, String> group = new LinkedHashMap<>();
            group.put("namespace", text);
            Notification.Held held = new Notification.Held(
                    3,
                    alert.time(),
                    alert.time(),
                    List.of(new Notification.HeldRule(text, text, Severity.LOW, 3)),
                    text);
            String id = "h-" + messages.size();
            messages.add(new Notification(
                    id,
                    "key-" + id,
                    "default",
                    group,
                    List.of(with(alert, id), with(alert, id + "b")),
                    held,
                    Optional.empty()));
        }
        return messages;
    }

    /** More of everything than any chat takes, under that id. */
    public static Alert oversize(String id) {
        Alert alert = with(HostileCorpus.everywhere("漢".repeat(2000)), id);
        List<Change> changes = IntStream.range(0, 400)
                .mapToObj(i -> new Change(i + "漢".repeat(2000), "漢".repeat(2000), "漢".repeat(2000)))
                .toList();
        return with(alert, id, Severity.HIGH, alert.episode(), changes);
    }

    /** The same alert under another id. */
    public static Alert with(Alert alert, String id) {
        return with(alert, id, alert.severity(), alert.episode(), alert.changes());
    }

    /** The same alert of another finding. */
    public static Alert of(Alert alert, String fingerprint) {
        return Altered.from(alert).fingerprint(fingerprint).alert();
    }

    /** An alert with other details, told once. */
    public static Alert with(Alert alert, String id, Severity severity, Episode episode, List<Change> changes) {
        return Altered.from(alert)
                .id(id)
                .severity(severity)
                .episode(episode)
                .toldOnce()
                .changes(changes)
                .alert();
    }

    /** A usual alert, told for the {@code n}th time, now that bad. */
    public static Notification told(int n, Severity severity, Alert.EpisodeState state) {
        Alert alert = ExampleAlerts.privilegedPod();
        Episode episode = new Episode(n, alert.time(), alert.time().plusSeconds(60L * n), state, 0, "");
        return Notification.of(with(alert, "told-" + n, severity, episode, alert.changes()), "default");
    }
}

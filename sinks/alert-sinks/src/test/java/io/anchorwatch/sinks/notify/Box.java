// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.notify;

import io.anchorwatch.sinks.TestAlerts;
import io.anchorwatch.sinks.route.AlertSelector;
import io.anchorwatch.sinks.route.GroupField;
import io.anchorwatch.sinks.route.Route;
import io.anchorwatch.sinks.route.Spacing;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.Episode;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** An outbox with one route and a clock. */
final class Box {

    private static final AlertCodec CODEC = new AlertCodec();

    final Outbox outbox;
    private final Route route;
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private int offset;

    private Box(Spacing spacing) {
        outbox = new Outbox(name -> spacing);
        route = new Route("r", AlertSelector.ALL, List.of("chat"), spacing, Optional.empty(), false, List.of());
    }

    /** Of findings that are not told again for four hours. */
    static Box repeating(GroupField... groupBy) {
        return new Box(new Spacing(
                List.of(groupBy),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ofHours(4),
                0,
                Duration.ofMinutes(1)));
    }

    /** Of at most one message a minute. */
    static Box limited() {
        return new Box(new Spacing(
                List.of(), Duration.ofSeconds(30), Duration.ofMinutes(5), Duration.ZERO, 1, Duration.ofMinutes(1)));
    }

    /** Of groups by rule that wait half a minute for company. */
    static Box grouping() {
        return new Box(new Spacing(
                List.of(GroupField.RULE),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ZERO,
                0,
                Duration.ofMinutes(1)));
    }

    void offer(String id, String finding, Severity severity, EpisodeState state) {
        offer(id, finding, severity, state, "");
    }

    void offer(String id, String finding, Severity severity, EpisodeState state, String message) {
        Alert plain = TestAlerts.alert(id, finding, "pod-exec", severity);
        Alert alert = new Alert(
                plain.id(),
                plain.fingerprint(),
                plain.rule(),
                plain.severity(),
                plain.riskScore(),
                message,
                plain.time(),
                plain.cluster(),
                plain.actor(),
                plain.client(),
                plain.verb(),
                plain.target(),
                plain.outcome(),
                plain.changes(),
                plain.evidence(),
                new Episode(1, plain.time(), plain.time(), state, 0, ""),
                plain.correlation());
        Entry entry = new Entry(CODEC.encode(alert), alert, "alerts/0/" + offset++);
        outbox.offer(entry, route, Optional.empty(), now);
    }

    /** Lets time pass, or sets the clock back. */
    void after(Duration time) {
        now = now.plus(time);
        outbox.flush(now);
    }

    /** What is due is told: the ids of each message's alerts. */
    List<List<String>> told() {
        List<List<String>> told = new ArrayList<>();
        for (Message message : outbox.due()) {
            told.add(message.entries().stream().map(entry -> entry.alert().id()).toList());
            outbox.settle(message);
        }
        return told;
    }
}

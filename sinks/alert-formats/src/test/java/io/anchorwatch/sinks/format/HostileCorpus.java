// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.Actor;
import io.anchorwatch.streamjobs.alert.Alert.Change;
import io.anchorwatch.streamjobs.alert.Alert.Client;
import io.anchorwatch.streamjobs.alert.Alert.Correlation;
import io.anchorwatch.streamjobs.alert.Alert.Episode;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Alert.Evidence;
import io.anchorwatch.streamjobs.alert.Alert.Outcome;
import io.anchorwatch.streamjobs.alert.Alert.RuleRef;
import io.anchorwatch.streamjobs.alert.Alert.Target;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;

/**
 * Alerts that hold hostile texts: each text in each text field in turn, and in all at once. Only the id and the
 * fingerprint, which are ours, stay as they are.
 */
public final class HostileCorpus {

    private static final Instant TIME = Instant.parse("2026-03-01T09:30:00.123456Z");

    /** Text fields of {@link #alert(IntFunction)}. */
    public static final int FIELDS = 36;

    private static final int LONGEST_KEY = 10_000;

    private HostileCorpus() {}

    /** Some thousands. */
    public static List<Alert> alerts() {
        List<Alert> alerts = new ArrayList<>();
        List<String> texts = new ArrayList<>(HostileTexts.all());
        texts.add(HostileTexts.together());
        for (String text : texts) {
            alerts.add(everywhere(text));
            for (int field = 0; field < FIELDS; field++) {
                int wanted = field;
                alerts.add(alert(i -> i == wanted ? text : usual(i)));
            }
        }
        return alerts;
    }

    /** One alert a text, which stands in all fields. Enough where a sink is slow. */
    public static List<Alert> everywhere() {
        return HostileTexts.all().stream().map(HostileCorpus::everywhere).toList();
    }

    /** The text in every field. */
    public static Alert everywhere(String text) {
        return alert(i -> text);
    }

    /** A value that a field usually has. */
    private static String usual(int field) {
        return "usual-" + field;
    }

    /** An alert with all its fields, each text out of {@code text} by a number of its own from 0 to 35. */
    public static Alert alert(IntFunction<String> text) {
        return new Alert(
                "0123456789abcdef0123456789abcdef01234567",
                "fedcba9876543210fedcba9876543210fedcba98",
                new RuleRef(
                        text.apply(0),
                        text.apply(1),
                        text.apply(2),
                        text.apply(3),
                        List.of("T1609", "T1552.007", text.apply(4)),
                        text.apply(5),
                        List.of(text.apply(6), text.apply(7)),
                        text.apply(8)),
                Severity.HIGH,
                73,
                text.apply(9),
                TIME,
                text.apply(10),
                new Actor(
                        text.apply(11), text.apply(12), List.of("dev", text.apply(13)), text.apply(14), text.apply(15)),
                new Client(text.apply(16), List.of("10.1.1.1", text.apply(17)), text.apply(18)),
                text.apply(19),
                new Target(
                        text.apply(20), text.apply(21), text.apply(22), text.apply(23), text.apply(24), text.apply(25)),
                new Outcome(text.apply(26), 403, text.apply(27)),
                List.of(
                        new Change(text.apply(28), text.apply(29), text.apply(30)),
                        new Change("spec.replicas", "", text.apply(30))),
                List.of(new Evidence(
                        text.apply(31),
                        text.apply(32),
                        text.apply(33),
                        TIME,
                        Map.of(key(text.apply(34)), text.apply(35)))),
                new Episode(3, TIME, TIME, EpisodeState.UPDATE, 2, text.apply(35)),
                new Correlation(
                        text.apply(33),
                        text.apply(34),
                        Map.of(key(text.apply(34)), text.apply(35)),
                        text.apply(35),
                        true,
                        true));
    }

    /** Of a name that any JSON parser takes: Jackson refuses those over 50,000 bytes, so that none is on the topic. */
    private static String key(String text) {
        return text.substring(0, Math.min(text.length(), LONGEST_KEY));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alerts are a function of the set of events: not of their order within the lateness, nor of repeats. */
final class OrderInvarianceTest {

    private static final CorrelationSettings SETTLED = CorrelationSettings.settledInOnePlace();
    private static final CorrelationSettings EAGER = new CorrelationSettings(CorrelationSettings.LATENESS, true, 1, 0);

    private static final RuleSet RULES = Timeline.rules(
            "type: event_count\nrules: [get]\ngroup-by: [user.username]\ntimespan: 20s\ncondition: {gte: 3}",
            "type: value_count\nrules: [get, list]\ngroup-by: [user.username]\ntimespan: 30s\n"
                    + "condition: {gte: 3, field: objectRef.namespace}",
            "type: temporal_ordered\nrules: [list, get, delete]\ngroup-by: [user.username]\ntimespan: 15s\ngenerate: true",
            "type: temporal\nrules: [create, delete]\ngroup-by: [user.username]\ntimespan: 15s\n"
                    + "condition: create and not delete",
            "type: event_count\nrules: [list]\ngroup-by: [user.username]\ntimespan: 25s\ncondition: {lte: 2}",
            "type: value_sum\nrules: [get]\ntimespan: 20s\ncondition: {gte: 20, field: objectRef.namespace}",
            "type: temporal\nrules: [c0, c1]\ngroup-by: [user.username]\ntimespan: 60s");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void shuffledAndRepeatedEventsGiveTheSameBytes(long seed) {
        Random random = new Random(seed);
        List<String> events = history(random, 250);
        List<String> inOrder = encoded(Timeline.run(RULES, SETTLED, events));

        assertThat(inOrder).isNotEmpty();
        assertThat(encoded(Timeline.run(RULES, SETTLED, disturbed(events, random))))
                .isEqualTo(inOrder);
        assertThat(encoded(Timeline.run(RULES, SETTLED, disturbed(events, random))))
                .isEqualTo(inOrder);
    }

    /** Told early or late, an episode ends the same. */
    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28})
    void eagerEpisodesEndAsSettledOnesDo(long seed) {
        Random random = new Random(seed);
        List<String> events = history(random, 250);

        Map<String, String> settled = last(Timeline.run(RULES, SETTLED, events));
        Map<String, String> eager = last(Timeline.run(RULES, EAGER, disturbed(events, random)));

        assertThat(settled).isNotEmpty();
        assertThat(eager).containsAllEntriesOf(settled);
    }

    private static List<String> history(Random random, int count) {
        List<String> events = new ArrayList<>();
        double time = 0;
        for (int i = 0; i < count; i++) {
            time += random.nextInt(4) == 0 ? random.nextInt(40) : random.nextInt(30) / 10.0;
            String verb = List.of("get", "list", "delete", "create").get(random.nextInt(4));
            events.add(String.format(Locale.ROOT, "%.1f %s u%d %d", time, verb, random.nextInt(3), random.nextInt(6)));
        }
        return List.copyOf(new java.util.LinkedHashSet<>(events));
    }

    /** Each event up to the lateness after its turn, some of them twice. */
    private static List<String> disturbed(List<String> events, Random random) {
        long lateness = SETTLED.lateness().toMillis();
        List<Map.Entry<Double, String>> arrivals = new ArrayList<>();
        for (String event : events) {
            double time = Double.parseDouble(event.split(" ", 2)[0]);
            for (int copies = 1 + (random.nextInt(5) == 0 ? 1 : 0); copies > 0; copies--) {
                arrivals.add(Map.entry(time + random.nextInt((int) lateness) / 1_000.0, event));
            }
        }
        arrivals.sort(Map.Entry.comparingByKey());
        return arrivals.stream().map(Map.Entry::getValue).toList();
    }

    private static List<String> encoded(List<Alert> alerts) {
        AlertCodec codec = new AlertCodec();
        return new ArrayList<>(new TreeSet<>(alerts.stream()
                .map(alert -> new String(codec.encode(alert), StandardCharsets.UTF_8))
                .toList()));
    }

    /** The last telling of each correlation's episode, less what says how often it was told. */
    private static Map<String, String> last(List<Alert> alerts) {
        Map<String, String> last = new TreeMap<>();
        alerts.stream()
                .filter(alert -> alert.episode().state() == Alert.EpisodeState.CLOSE)
                .sorted(Comparator.comparingInt(alert -> alert.episode().revision()))
                .forEach(alert -> last.put(alert.id(), Timeline.shown(alert) + alert.evidence()));
        return last;
    }
}

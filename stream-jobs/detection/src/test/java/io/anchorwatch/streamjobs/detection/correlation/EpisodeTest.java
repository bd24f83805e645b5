// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.job.InMemoryJob;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What happens to episodes besides being counted: chains, late events, early tellings, caps. */
final class EpisodeTest {

    private static final String BURST =
            "type: event_count\nrules: [get]\ngroup-by: [user.username]\ntimespan: 10s\ncondition: {gte: 2}";

    private static List<String> shown(List<Alert> alerts) {
        return alerts.stream().map(Timeline::shown).toList();
    }

    @Test
    void referencedRulesAreSilentUnlessGenerateSaysOtherwise() {
        List<String> events = List.of("0 get a");

        assertThat(Timeline.run(Timeline.rules(BURST), events)).isEmpty();
        assertThat(Timeline.run(Timeline.rules(BURST + "\ngenerate: true"), events))
                .extracting(alert -> alert.rule().id())
                .containsExactly("get");
    }

    @Test
    void aCorrelationBuildsOnAnother() {
        RuleSet rules = Timeline.rules(
                BURST, "type: event_count\nrules: [c0]\ngroup-by: [user.username]\ntimespan: 60s\ncondition: {gte: 2}");

        List<String> told = shown(
                Timeline.run(rules, List.of("0 get a", "1 get a", "20 get a", "21 get a", "30 get b", "31 get b")));

        assertThat(told).containsExactly("c1 open x2 =2 @21..21", "c1 close x2 =2 @21..21");
    }

    @Test
    void anAlertSaysWhatAllItsEventsShareAndShowsThoseAtItsEnds() {
        Alert alert = Timeline.run(Timeline.rules(BURST), List.of("0 get a x", "1 get a y"))
                .get(0);

        assertThat(alert.actor().name()).isEqualTo("a");
        assertThat(alert.target().namespace()).isEmpty();
        assertThat(alert.target().resource()).isEqualTo("pods");
        assertThat(alert.evidence()).hasSize(2);
        assertThat(alert.message()).isEqualTo("event_count 2 within 10s, user.username=a");
    }

    @Test
    void aLateEventRevisesTheAlertItBelongsTo() {
        List<String> told = shown(Timeline.run(
                Timeline.rules(BURST), List.of("20 get a", "22 get a", "34 list b", "21 get a", "90 list b")));

        assertThat(told)
                .filteredOn(alert -> alert.startsWith("c0"))
                .containsExactly("c0 open x2 =2 @22..22", "c0 close x3 =2 @22..22");
    }

    @Test
    void aLateEventThatMakesTheDifferenceOpensAnEpisode() {
        List<String> told =
                shown(Timeline.run(Timeline.rules(BURST), List.of("20 get a", "34 list b", "21 get a", "90 list b")));

        assertThat(told)
                .filteredOn(alert -> alert.startsWith("c0"))
                .containsExactly("c0 open x2 =2 @21..21", "c0 close x2 =2 @21..21");
    }

    @Test
    void whatComesTooLateIsCounted() {
        InMemoryJob job = new InMemoryJob(Timeline.rules(BURST), CorrelationSettings.settledInOnePlace(), alert -> {});
        Timeline.accept(job, "0 get a");
        Timeline.accept(job, "100 list b");
        Timeline.accept(job, "1 get a");

        assertThat(job.tooLate()).isEqualTo(1);
    }

    @Test
    void anEarlyTellingIsNotRepeated() {
        CorrelationSettings eager = new CorrelationSettings(CorrelationSettings.LATENESS, true, 1, 0);
        List<Alert> alerts = new ArrayList<>();
        InMemoryJob job = new InMemoryJob(Timeline.rules(BURST), eager, alerts::add);
        Timeline.accept(job, "0 get a");
        Timeline.accept(job, "1 get a");

        assertThat(shown(alerts)).containsExactly("c0 open x2 =2 @1..1");

        job.finish();
        assertThat(shown(alerts)).containsExactly("c0 open x2 =2 @1..1", "c0 close x2 =2 @1..1");
    }

    @Test
    void anEarlyTellingThatTurnsOutDifferentIsSuperseded() {
        CorrelationSettings eager = new CorrelationSettings(CorrelationSettings.LATENESS, true, 1, 0);

        List<Alert> alerts = Timeline.run(Timeline.rules(BURST), eager, List.of("5 get a", "6 get a", "4 get a"));

        assertThat(alerts).hasSize(3);
        assertThat(alerts.get(1).episode().supersedes()).isEqualTo(alerts.get(0).id());
        assertThat(alerts.get(2).id()).isEqualTo(alerts.get(1).id());
    }

    @Test
    void aGroupThatHoldsTooMuchSaysSo() {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 1_500; i++) {
            events.add(i / 1_000.0 + " get a");
        }

        List<Alert> alerts = Timeline.run(Timeline.rules(BURST), events);

        assertThat(alerts)
                .filteredOn(alert -> alert.rule().id().equals("correlation-capped"))
                .hasSize(1);
        Alert last = alerts.get(alerts.size() - 1);
        assertThat(last.correlation().capped()).isTrue();
        assertThat(last.episode().count()).isEqualTo(1_500);
        assertThat(alerts).as("a storm is told in few words").hasSizeLessThan(20);
    }

    @Test
    void evidenceIsTheFirstFiveEventsAndTheLastFive() {
        List<String> events = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            events.add(i / 2.0 + " get a n" + i);
        }
        List<Alert> alerts = Timeline.run(
                Timeline.rules(BURST.replace("event_count", "value_count")
                        .replace("{gte: 2}", "{gte: 2, field: objectRef.namespace}")),
                events);
        Alert last = alerts.get(alerts.size() - 1);

        assertThat(last.episode().count()).isEqualTo(14);
        assertThat(last.evidence())
                .extracting(event -> event.matched().get("objectRef.namespace"))
                .containsExactly("n0", "n1", "n2", "n3", "n4", "n9", "n10", "n11", "n12", "n13");
        assertThat(last.evidence().get(0).matched()).containsEntry("rule", "get");
    }

    @Test
    void anEventThatMeetsTwoListedRulesCountsOnceAndIsToldWithBoth() {
        String both = BURST.replace("[get]", "[get, pods]");

        assertThat(Timeline.run(Timeline.rules(both), List.of("0 get a"))).isEmpty();
        List<Alert> alerts = Timeline.run(Timeline.rules(both), List.of("0 get a", "1 list a"));
        Alert alert = alerts.get(alerts.size() - 1);
        assertThat(alert.evidence())
                .extracting(event -> event.matched().get("rule"))
                .containsExactly("get, pods", "pods");
    }

    @Test
    void eachGroupAndEpisodeHasItsIdAndEachGroupItsFingerprint() {
        List<Alert> alerts = Timeline.run(
                Timeline.rules(BURST),
                List.of("0 get a", "1 get a", "40 get a", "41 get a", "40 get b", "41 get b", "90 list c"));
        List<Alert> opened = alerts.stream()
                .filter(alert -> alert.episode().state() == Alert.EpisodeState.OPEN)
                .filter(alert -> alert.rule().id().equals("c0"))
                .toList();

        assertThat(opened).hasSize(3);
        assertThat(opened).extracting(Alert::id).doesNotHaveDuplicates().allMatch(id -> id.length() == 40);
        assertThat(opened.stream().map(Alert::fingerprint).distinct())
                .hasSize(2)
                .allMatch(print -> print.length() == 40);
        assertThat(alerts).extracting(Alert::deliveryId).doesNotHaveDuplicates();
    }

    @Test
    void anEventWithoutAGroupByFieldIsInNoGroup() {
        List<String> events = List.of("0 get a", "1 get a", "2 get a");

        assertThat(Timeline.run(Timeline.rules(BURST.replace("[user.username]", "[user.username, userAgent]")), events))
                .isEmpty();
    }

    @Test
    void anEmptyListIsNoValueToGroupBy() {
        assertThat(Timeline.run(
                        Timeline.rules(BURST.replace("[user.username]", "[client.claimed]")),
                        List.of("0 get a", "1 get b")))
                .isEmpty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A store outlives its engine: state of unchanged rules goes on, that of changed ones starts anew and says so. */
final class RestartTest {

    private static final String BURST =
            "type: event_count\nrules: [get]\ngroup-by: [user.username]\ntimespan: 60s\ncondition: {gte: 3}";

    private final MemoryStore store = new MemoryStore();
    private final List<Alert> alerts = new ArrayList<>();

    private CorrelationEngine engine(RuleSet rules) {
        return new CorrelationEngine(
                new CorrelationSet(rules), store, CorrelationSettings.settledInOnePlace(), new CorrelationOutput() {
                    @Override
                    public void alert(Alert alert) {
                        alerts.add(alert);
                    }

                    @Override
                    public void tooLate(Hit hit) {}

                    @Override
                    public void unkeyed(String correlation) {}
                });
    }

    private static void hits(CorrelationEngine engine, RuleSet rules, long... seconds) {
        for (long second : seconds) {
            engine.hit(new Hit(
                    "c0",
                    rules.correlations().get(0).ref().logicHash(),
                    "c",
                    List.of("a"),
                    second * 1_000_000,
                    "uid" + second,
                    1,
                    List.of(),
                    Story.NOTHING,
                    new Hit.Source("e" + second, "", "")));
            engine.detectorAt(0, "c", second * 1_000_000);
        }
    }

    @Test
    void unchangedRulesGoOnWhereTheyWere() {
        RuleSet rules = Timeline.rules(BURST);
        hits(engine(rules), rules, 0, 1);
        CorrelationEngine again = engine(Timeline.rules(BURST));
        hits(again, rules, 30);
        again.end();

        assertThat(alerts.get(0).episode().count()).isEqualTo(3);
        assertThat(alerts.get(0).correlation().warming()).isFalse();
    }

    @Test
    void aChangedRuleStartsAnewAndSaysSo() {
        RuleSet rules = Timeline.rules(BURST);
        hits(engine(rules), rules, 0, 1, 30);
        RuleSet changed = Timeline.rules(BURST.replace("gte: 3", "gte: 2"));
        CorrelationEngine again = engine(changed);
        hits(again, changed, 40, 41);
        again.end();

        assertThat(alerts)
                .filteredOn(alert -> alert.episode().state() == Alert.EpisodeState.OPEN)
                .hasSize(1);
        assertThat(alerts.get(0).episode().count()).isEqualTo(2);
        assertThat(alerts.get(0).correlation().warming()).isTrue();
        assertThat(alerts.get(0).message()).endsWith("the rule is new: earlier events were not counted");
    }

    @Test
    void nothingIsLeftWhenAllTimeHasPassed() {
        RuleSet rules = Timeline.rules(BURST);
        CorrelationEngine engine = engine(rules);
        hits(engine, rules, 0, 1, 30, 31);
        engine.end();

        assertThat(store.range(new byte[] {'b'}, new byte[] {'b' + 1}, 10)).isEmpty();
        assertThat(store.range(new byte[] {'g'}, new byte[] {'g' + 1}, 10)).isEmpty();
        assertThat(store.range(new byte[] {'t'}, new byte[] {'t' + 1}, 10)).isEmpty();
    }
}

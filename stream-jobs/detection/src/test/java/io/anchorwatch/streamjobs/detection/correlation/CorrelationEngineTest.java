// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The engine with several sources, and with levels that are settled in different places. */
final class CorrelationEngineTest {

    private static final String BURST =
            "type: event_count\nrules: [get]\ngroup-by: [user.username]\ntimespan: 10s\ncondition: {gte: 2}";
    private static final String BURSTS =
            "type: event_count\nrules: [c0]\ngroup-by: [user.username]\ntimespan: 60s\ncondition: {gte: 2}";

    private final MemoryStore store = new MemoryStore();
    private final List<String> told = new ArrayList<>();
    private final List<Hit> derived = new ArrayList<>();
    private final List<String> settled = new ArrayList<>();
    private final List<String> unkeyed = new ArrayList<>();

    private final CorrelationOutput output = new CorrelationOutput() {
        @Override
        public void alert(Alert alert) {
            told.add(Timeline.shown(alert));
        }

        @Override
        public void derived(Hit hit) {
            derived.add(hit);
        }

        @Override
        public void settled(int level, String cluster, long timeMicros) {
            settled.add(level + " " + cluster);
        }

        @Override
        public void tooLate(Hit hit) {
            told.add("too late");
        }

        @Override
        public void unkeyed(String correlation) {
            unkeyed.add(correlation);
        }
    };

    private CorrelationEngine engine(RuleSet rules, int detectors, int correlators, boolean eager) {
        return new CorrelationEngine(
                new CorrelationSet(rules),
                store,
                new CorrelationSettings(CorrelationSettings.LATENESS, eager, detectors, correlators),
                output);
    }

    private static long at(double second) {
        return Timeline.START.getEpochSecond() * 1_000_000 + Math.round(second * 1_000_000);
    }

    private static void hit(CorrelationEngine engine, RuleSet rules, String cluster, double second) {
        engine.hit(new Hit(
                "c0",
                rules.correlations().get(0).ref().logicHash(),
                cluster,
                List.of("a"),
                at(second),
                "uid" + second,
                1,
                List.of(),
                Story.NOTHING,
                new Hit.Source("e" + second, "", "")));
    }

    @Test
    void timeIsSettledWhenAllSourcesHavePassedIt() {
        RuleSet rules = Timeline.rules(BURST);
        CorrelationEngine engine = engine(rules, 2, 0, false);
        hit(engine, rules, "c", 0);
        engine.detectorAt(0, "c", at(60));
        assertThat(settled).isEmpty();

        hit(engine, rules, "c", 1);
        engine.detectorAt(1, "c", at(60));
        assertThat(told).containsExactly("c0 open x2 =2 @1..1", "c0 close x2 =2 @1..1");
    }

    @Test
    void aSourceSpeaksForClustersItHasNotMet() {
        RuleSet rules = Timeline.rules(BURST);
        CorrelationEngine engine = engine(rules, 2, 0, false);
        hit(engine, rules, "c", 0);
        hit(engine, rules, "c", 1);
        engine.detectorAt(0, "c", at(60));
        engine.detectorAt(1, "", at(60));

        assertThat(told).hasSize(2);
    }

    @Test
    void oneClusterIsNotLateBecauseAnotherIsNot() {
        RuleSet rules = Timeline.rules(BURST);
        CorrelationEngine engine = engine(rules, 1, 0, false);
        engine.detectorAt(0, "fast", at(100_000));
        hit(engine, rules, "slow", 0);
        hit(engine, rules, "slow", 1);
        engine.detectorAt(0, "slow", at(60));

        assertThat(told).containsExactly("c0 open x2 =2 @1..1", "c0 close x2 =2 @1..1");
    }

    @Test
    void levelsThatAreSettledElsewhereWaitForThoseBelow() {
        RuleSet rules = Timeline.rules(BURST, BURSTS);
        CorrelationEngine engine = engine(rules, 1, 1, false);
        for (double second : new double[] {0, 1, 20, 21}) {
            hit(engine, rules, "c", second);
        }
        engine.detectorAt(0, "c", at(100));
        assertThat(derived).hasSize(2);
        assertThat(settled).containsExactly("1 c");

        derived.forEach(engine::hit);
        engine.correlatorAt(1, 0, "c", at(89));
        assertThat(told).containsExactly("c1 open x2 =2 @21..21", "c1 close x2 =2 @21..21");
    }

    @Test
    void anAlertWithoutTheFieldThatTheNextGroupsByIsCounted() {
        RuleSet rules = Timeline.rules(BURST, BURSTS.replace("user.username", "verb"));
        CorrelationEngine engine = engine(rules, 1, 0, false);
        hit(engine, rules, "c", 0);
        hit(engine, rules, "c", 1);
        engine.end();

        assertThat(unkeyed).containsExactly("c1");
    }

    @Test
    void nothingIsLeftOfWhatWasToldEarly() {
        RuleSet rules = Timeline.rules(BURST);
        CorrelationEngine engine = engine(rules, 1, 0, true);
        hit(engine, rules, "c", 0);
        hit(engine, rules, "c", 1);
        hit(engine, rules, "c", 30);
        engine.end();

        assertThat(told).containsExactly("c0 open x2 =2 @1..1", "c0 close x2 =2 @1..1");
        for (char kind : "bpgt".toCharArray()) {
            assertThat(store.range(new byte[] {(byte) kind}, new byte[] {(byte) (kind + 1)}, 10))
                    .as("keys of kind " + kind)
                    .isEmpty();
        }
    }

    @Test
    void hitsOfAnotherVersionOfARuleAreNotTaken() {
        RuleSet old = Timeline.rules(BURST.replace("gte: 2", "gte: 5"));
        RuleSet rules = Timeline.rules(BURST);
        CorrelationEngine engine = engine(rules, 1, 0, false);
        hit(engine, old, "c", 0);
        hit(engine, rules, "c", 1);
        engine.end();

        assertThat(told).isEmpty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What each correlation type computes, when it fires and what it says (Sigma 2.1, correlation rules). */
final class CorrelationTypesTest {

    private static final String TEN_SECONDS = "group-by: [user.username]\ntimespan: 10s\n";

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void firesAsSpecified(String name, String correlation, List<String> events, List<String> expected) {
        RuleSet rules = Timeline.rules(correlation);

        assertThat(Timeline.run(rules, events).stream()
                        .filter(alert -> alert.rule().id().startsWith("c0"))
                        .map(Timeline::shown))
                .containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> cases() {
        return Stream.of(
                of(
                        "event_count fires at the event that reaches the bound",
                        "type: event_count\nrules: [get]\n" + TEN_SECONDS + "condition: {gte: 3}",
                        List.of("0 get a", "1 get a", "2 get a"),
                        List.of("c0 open x3 =3 @2..2", "c0 close x3 =3 @2..2")),
                of(
                        "the window is closed on both ends",
                        "type: event_count\nrules: [get]\n" + TEN_SECONDS + "condition: {gte: 2}",
                        List.of("0 get a", "10 get a"),
                        List.of("c0 open x2 =2 @10..10", "c0 close x2 =2 @10..10")),
                of(
                        "what is older than the span does not count",
                        "type: event_count\nrules: [get]\n" + TEN_SECONDS + "condition: {gte: 2}",
                        List.of("0 get a", "10.001 get a"),
                        List.of()),
                of(
                        "groups do not see each other",
                        "type: event_count\nrules: [get]\n" + TEN_SECONDS + "condition: {gte: 2}",
                        List.of("0 get a", "1 get b", "2 list a"),
                        List.of()),
                of(
                        "without group-by a cluster is one group",
                        "type: event_count\nrules: [get]\ntimespan: 10s\ncondition: {gte: 2}",
                        List.of("0 get a", "1 get b"),
                        List.of("c0 open x2 =2 @1..1", "c0 close x2 =2 @1..1")),
                of(
                        "events of several rules add up",
                        "type: event_count\nrules: [get, list]\n" + TEN_SECONDS + "condition: {gt: 1}",
                        List.of("0 get a", "1 list a"),
                        List.of("c0 open x2 =2 @1..1", "c0 close x2 =2 @1..1")),
                of(
                        "an episode is told when its count doubles, and when it was quiet for its span",
                        "type: event_count\nrules: [get]\n" + TEN_SECONDS + "condition: {gte: 2}",
                        List.of("0 get a", "1 get a", "2 get a", "3 get a", "4 get a", "40 get a", "41 get a"),
                        List.of(
                                "c0 open x2 =2 @1..1",
                                "c0 update x4 =4 @1..3",
                                "c0 close x5 =5 @1..4",
                                "c0 open x2 =2 @41..41",
                                "c0 close x2 =2 @41..41")),
                of(
                        "value_count counts different values",
                        "type: value_count\nrules: [get]\n" + TEN_SECONDS
                                + "condition: {gte: 2, field: objectRef.namespace}",
                        List.of("0 get a x", "1 get a x", "2 get a y"),
                        List.of("c0 open x3 =2 @2..2", "c0 close x3 =2 @2..2")),
                of(
                        "several fields are counted as tuples",
                        "type: value_count\nrules: [get, list]\ntimespan: 10s\n"
                                + "condition: {gte: 3, field: [objectRef.namespace, verb]}",
                        List.of("0 get a x", "1 list a x", "2 get b x", "3 get a y"),
                        List.of("c0 open x4 =3 @3..3", "c0 close x4 =3 @3..3")),
                of(
                        "temporal wants all rules, in any order",
                        "type: temporal\nrules: [get, delete]\n" + TEN_SECONDS,
                        List.of("0 delete a", "5 get a"),
                        List.of("c0 open x2 =2 @5..5", "c0 close x2 =2 @5..5")),
                of(
                        "temporal with a bound wants some",
                        "type: temporal\nrules: [get, list, delete]\n" + TEN_SECONDS + "condition: {gte: 2}",
                        List.of("0 get a", "5 list a"),
                        List.of("c0 open x2 =2 @5..5", "c0 close x2 =2 @5..5")),
                of(
                        "temporal_ordered wants the order",
                        "type: temporal_ordered\nrules: [get, delete]\n" + TEN_SECONDS,
                        List.of("0 delete a", "5 get a"),
                        List.of()),
                of(
                        "temporal_ordered finds the order among other events",
                        "type: temporal_ordered\nrules: [get, list, delete]\n" + TEN_SECONDS,
                        List.of("0 list a", "1 get a", "2 get a", "3 list a", "4 delete a"),
                        List.of("c0 open x5 =3 @4..4", "c0 close x5 =3 @4..4")),
                of(
                        "events of one time are in either order",
                        "type: temporal_ordered\nrules: [get, delete]\n" + TEN_SECONDS,
                        List.of("1 delete a", "1 get a"),
                        List.of("c0 open x2 =2 @1..1", "c0 close x2 =2 @1..1")),
                of(
                        "an expression over rules",
                        "type: temporal\nrules: [get, list, delete]\n" + TEN_SECONDS
                                + "condition: delete and (get or list)",
                        List.of("0 list a", "3 delete a"),
                        List.of("c0 open x2 =2 @3..3", "c0 close x2 =2 @3..3")),
                of(
                        "absence is known one span later",
                        "type: temporal\nrules: [get, delete]\n" + TEN_SECONDS + "condition: get and not delete",
                        List.of("0 get a", "30 list a"),
                        List.of("c0 open x1 =1 @10..0", "c0 close x1 =1 @10..0")),
                of(
                        "what comes within the span is not absent",
                        "type: temporal\nrules: [get, delete]\n" + TEN_SECONDS + "condition: get and not delete",
                        List.of("0 get a", "9 delete a", "30 list a"),
                        List.of()),
                of(
                        "what came just before is not absent either",
                        "type: temporal\nrules: [get, delete]\n" + TEN_SECONDS + "condition: get and not delete",
                        List.of("0 delete a", "9 get a", "30 list a"),
                        List.of()),
                of(
                        "value_sum",
                        "type: value_sum\nrules: [get]\ntimespan: 10s\n"
                                + "condition: {gte: 30, field: objectRef.namespace}",
                        List.of("0 get a 10", "1 get a 15.5", "2 get a text", "3 get a 4.5"),
                        List.of("c0 open x4 =30 @3..3", "c0 close x4 =30 @3..3")),
                of(
                        "value_avg over what is a number",
                        "type: value_avg\nrules: [get]\ntimespan: 10s\n"
                                + "condition: {gt: 14, field: objectRef.namespace}",
                        List.of("0 get a 10", "1 get a none", "2 get a 20"),
                        List.of("c0 open x3 =15 @2..2", "c0 close x3 =15 @2..2")),
                of(
                        "value_median interpolates",
                        "type: value_median\nrules: [get]\ntimespan: 10s\n"
                                + "condition: {gt: 1, field: objectRef.namespace}",
                        List.of("0 get a 1", "1 get a 2"),
                        List.of("c0 open x2 =1.5 @1..1", "c0 close x2 =1.5 @1..1")),
                of(
                        "value_percentile names its percentile",
                        "type: value_percentile\nrules: [get]\ntimespan: 10s\n"
                                + "condition: {gte: 9, field: objectRef.namespace, percentile: 90}",
                        List.of("0 get a 0", "1 get a 10"),
                        List.of("c0 open x2 =9 @1..1", "c0 close x2 =9 @1..1")),
                of(
                        "an upper bound is judged when the window closes",
                        "type: event_count\nrules: [get]\n" + TEN_SECONDS + "condition: {lte: 2}",
                        List.of("0 get a", "1 get a", "20 get b", "21 get b", "22 get b", "60 list a"),
                        List.of("c0 open x2 =2 @10..1", "c0 close x2 =2 @10..1")),
                of(
                        "so is a range",
                        "type: event_count\nrules: [get]\n" + TEN_SECONDS + "condition: {gte: 2, lt: 4}",
                        List.of("0 get a", "1 get a", "2 get a", "3 get a", "0 get b", "1 get b"),
                        List.of("c0 open x2 =2 @10..1", "c0 close x2 =2 @10..1")));
    }

    private static Arguments of(String name, String correlation, List<String> events, List<String> expected) {
        return Arguments.of(name, correlation, events, expected);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.TestAlerts;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutingTest {

    private static final Alert HIGH = TestAlerts.alert("a", "pod-exec", Severity.HIGH);
    private static final Alert LOW = TestAlerts.alert("b", "secret-read", Severity.LOW);

    @Test
    void the_first_child_that_matches_takes_an_alert_and_the_parent_what_no_child_takes() {
        Routing routing = routing(route(
                "all", AlertSelector.ALL, List.of("siem"), false, route("pager", high(), List.of("pager"), false)));
        assertThat(name(routing, "pager", HIGH)).isEqualTo("pager");
        assertThat(name(routing, "siem", HIGH)).isEqualTo("none");
        assertThat(name(routing, "siem", LOW)).isEqualTo("all");
        assertThat(name(routing, "pager", LOW)).isEqualTo("none");
    }

    @Test
    void a_route_that_goes_on_lets_later_ones_take_the_alert_too() {
        Routing routing = routing(
                route("pager", high(), List.of("pager"), true),
                route("chat", AlertSelector.ALL, List.of("chat"), false));
        assertThat(name(routing, "pager", HIGH)).isEqualTo("pager");
        assertThat(name(routing, "chat", HIGH)).isEqualTo("chat");
        assertThat(name(routing, "chat", LOW)).isEqualTo("chat");
    }

    @Test
    void every_kind_of_condition_decides() {
        assertThat(matches(selector(Severity.HIGH, "*", "*", "*", "*"), LOW)).isFalse();
        assertThat(matches(selector(Severity.LOW, "pod-*", "*", "*", "*"), HIGH))
                .isTrue();
        assertThat(matches(selector(Severity.LOW, "pod-*", "*", "*", "*"), LOW)).isFalse();
        assertThat(matches(selector(Severity.LOW, "*", "T1609", "*", "*"), HIGH))
                .isTrue();
        assertThat(matches(selector(Severity.LOW, "*", "T1610", "*", "*"), HIGH))
                .isFalse();
        assertThat(matches(selector(Severity.LOW, "*", "*", "prod", "sh?p"), HIGH))
                .isTrue();
        assertThat(matches(selector(Severity.LOW, "*", "*", "stage", "*"), HIGH))
                .isFalse();
        assertThat(matches(selector(Severity.LOW, "*", "*", "*", "kube-*"), HIGH))
                .isFalse();
    }

    @Test
    void labels_are_given_by_the_operator_and_the_last_rule_counts() {
        List<LabelRule> rules = List.of(
                new LabelRule(AlertSelector.ALL, Map.of("team", "platform", "tier", "1")),
                new LabelRule(selector(Severity.LOW, "*", "*", "*", "shop"), Map.of("team", "shop")));
        Routing routing = new Routing(rules, List.of(), List.of());
        assertThat(routing.labelsOf(HIGH)).isEqualTo(Map.of("team", "shop", "tier", "1"));
        AlertSelector shop = new AlertSelector(
                Severity.INFORMATIONAL,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of("team", "shop"));
        assertThat(shop.matches(HIGH, routing.labelsOf(HIGH))).isTrue();
        assertThat(shop.matches(HIGH, Map.of())).isFalse();
    }

    @Test
    void a_mute_holds_from_its_beginning_to_before_its_end_for_its_sinks() {
        Instant from = Instant.parse("2026-03-01T00:00:00Z");
        Mute mute = new Mute("night", high(), List.of("pager"), from, from.plusSeconds(60), "drill");
        Routing routing = new Routing(List.of(), List.of(), List.of(mute));
        assertThat(routing.muteOf("pager", HIGH, from)).contains(mute);
        assertThat(routing.muteOf("pager", HIGH, from.minusSeconds(1))).isEmpty();
        assertThat(routing.muteOf("pager", HIGH, from.plusSeconds(60))).isEmpty();
        assertThat(routing.muteOf("chat", HIGH, from)).isEmpty();
        assertThat(routing.muteOf("pager", LOW, from)).isEmpty();
    }

    private static boolean matches(AlertSelector selector, Alert alert) {
        return selector.matches(alert, Map.of());
    }

    private static AlertSelector high() {
        return selector(Severity.HIGH, "*", "*", "*", "*");
    }

    private static AlertSelector selector(
            Severity severity, String rule, String tag, String cluster, String namespace) {
        return new AlertSelector(
                severity,
                List.of(rule),
                List.of(),
                List.of(tag),
                List.of(cluster),
                List.of(namespace),
                List.of(),
                List.of(),
                List.of(),
                Map.of());
    }

    private static Route route(String name, AlertSelector match, List<String> sinks, boolean goOn, Route... children) {
        return new Route(name, match, sinks, Spacing.NONE, Optional.empty(), goOn, List.of(children));
    }

    private static Routing routing(Route... routes) {
        return new Routing(List.of(), List.of(routes), List.of());
    }

    private static String name(Routing routing, String sink, Alert alert) {
        return routing.routeTo(sink, alert).map(Route::name).orElse("none");
    }
}

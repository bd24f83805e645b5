// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.TestAlerts;
import io.anchorwatch.sinks.route.AlertSelector;
import io.anchorwatch.sinks.route.GroupField;
import io.anchorwatch.sinks.route.Mute;
import io.anchorwatch.sinks.route.Route;
import io.anchorwatch.sinks.route.Spacing;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxTest {

    private static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    private static final AlertCodec CODEC = new AlertCodec();

    private Spacing spacing = Spacing.NONE;
    private Instant now = START;
    private int offset;
    private Outbox box = new Outbox(name -> spacing);

    @Test
    void without_spacing_each_alert_is_a_message_at_once_under_its_own_id() {
        offer("a", "pod-exec", Severity.HIGH);
        offer("b", "pod-exec", Severity.HIGH);
        assertThat(ids(box.due())).containsExactly("[a]", "[b]");
        assertThat(box.due().iterator().next().id()).isEqualTo("a");
        assertThat(box.waiting()).isEqualTo(2);
        box.due().forEach(box::settle);
        assertThat(box.waiting()).isZero();
    }

    @Test
    void a_group_waits_for_company_and_then_for_its_interval() {
        group(Duration.ofSeconds(30), Duration.ofMinutes(5));
        offer("a", "pod-exec", Severity.HIGH);
        offer("b", "secret-read", Severity.HIGH);
        after(Duration.ofSeconds(20));
        offer("c", "pod-exec", Severity.HIGH);
        assertThat(box.due()).isEmpty();
        after(Duration.ofSeconds(10));
        assertThat(ids(box.due())).containsExactly("[a, c]", "[b]");
        box.due().forEach(box::settle);
        offer("d", "pod-exec", Severity.HIGH);
        after(Duration.ofMinutes(4));
        assertThat(box.due()).isEmpty();
        after(Duration.ofMinutes(1));
        assertThat(ids(box.due())).containsExactly("[d]");
    }

    @Test
    void a_group_tells_twenty_and_counts_the_rest_by_rule() {
        group(Duration.ofSeconds(30), Duration.ofMinutes(5));
        for (int i = 0; i < 100; i++) {
            offer("a" + i, "pod-exec", i == 50 ? Severity.CRITICAL : Severity.LOW);
        }
        after(Duration.ofSeconds(30));
        Message message = box.due().iterator().next();
        assertThat(message.entries()).hasSize(20);
        assertThat(message.held().count()).isEqualTo(80);
        assertThat(message.held().rules())
                .singleElement()
                .satisfies(rule -> assertThat(rule.severity()).isEqualTo(Severity.CRITICAL));
        assertThat(box.waiting()).isEqualTo(100);
    }

    @Test
    void a_finding_that_was_told_is_counted_for_a_while_and_told_at_its_end_with_the_latest() {
        spacing = new Spacing(List.of(), Duration.ZERO, Duration.ZERO, Duration.ofHours(4), 0, Duration.ofMinutes(1));
        offerOf("a", "same", Severity.HIGH);
        offerOf("b", "same", Severity.HIGH);
        offerOf("c", "same", Severity.LOW);
        offerOf("other", "other", Severity.LOW);
        assertThat(ids(box.due())).containsExactly("[a]", "[other]");
        box.due().forEach(box::settle);
        after(Duration.ofHours(4));
        Message message = box.due().iterator().next();
        assertThat(ids(box.due())).containsExactly("[c]");
        assertThat(message.held().count()).isEqualTo(1);
        assertThat(message.held().reason()).contains("PT4H");
    }

    @Test
    void a_finding_that_gets_worse_is_told_at_once() {
        spacing = new Spacing(List.of(), Duration.ZERO, Duration.ZERO, Duration.ofHours(4), 0, Duration.ofMinutes(1));
        offerOf("a", "same", Severity.LOW);
        offerOf("b", "same", Severity.CRITICAL);
        assertThat(ids(box.due())).containsExactly("[a]", "[b]");
    }

    @Test
    void beyond_its_limit_a_route_counts_and_tells_the_count_at_the_end_of_the_span() {
        spacing = new Spacing(List.of(), Duration.ZERO, Duration.ZERO, Duration.ZERO, 2, Duration.ofMinutes(1));
        for (int i = 0; i < 10; i++) {
            offer("a" + i, "rule-" + i % 3, Severity.HIGH);
        }
        assertThat(ids(box.due())).containsExactly("[a0]", "[a1]");
        box.due().forEach(box::settle);
        after(Duration.ofMinutes(1));
        Message summary = box.due().iterator().next();
        assertThat(summary.entries()).isEmpty();
        assertThat(summary.held().count()).isEqualTo(8);
        assertThat(summary.held().rules()).hasSize(3);
        offer("b", "rule-1", Severity.HIGH);
        assertThat(ids(box.due())).containsExactly("[]", "[b]");
    }

    @Test
    void what_is_muted_is_counted_and_told_with_the_reason_when_the_mute_ends() {
        Mute mute = new Mute(
                "upgrade", AlertSelector.ALL, List.of(), START, START.plus(Duration.ofHours(1)), "node upgrade");
        box.offer(entry(TestAlerts.alert("a")), route(), Optional.of(mute), now);
        assertThat(box.due()).isEmpty();
        after(Duration.ofHours(1));
        Message message = box.due().iterator().next();
        assertThat(message.held().count()).isEqualTo(1);
        assertThat(message.held().reason()).contains("upgrade").contains("node upgrade");
    }

    @Test
    void names_that_an_attacker_makes_up_do_not_make_groups_without_end() {
        spacing = new Spacing(
                List.of(GroupField.FINDING),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ZERO,
                0,
                Duration.ofMinutes(1));
        for (int i = 0; i < Outbox.MOST_POOLS + 500; i++) {
            offerOf("a" + i, "finding-" + i, Severity.LOW);
        }
        after(Duration.ofSeconds(30));
        assertThat(box.due()).hasSize(Outbox.MOST_POOLS + 1);
        assertThat(box.waiting()).isEqualTo(Outbox.MOST_POOLS + 500);
    }

    @Test
    void values_that_hold_the_separator_make_no_common_group() {
        spacing = new Spacing(
                List.of(GroupField.RULE, GroupField.FINDING),
                Duration.ofSeconds(30),
                Duration.ofMinutes(5),
                Duration.ZERO,
                0,
                Duration.ofMinutes(1));
        box.offer(entry(named("a", "x1:y", "z")), route(), Optional.empty(), now);
        box.offer(entry(named("b", "x", "1:yz")), route(), Optional.empty(), now);
        after(Duration.ofSeconds(30));
        assertThat(box.due()).hasSize(2);
    }

    /** Every alert ends in one message, told or counted, wherever the process is killed and the state taken back. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void nothing_is_lost_or_told_twice_over_restarts(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        spacing = new Spacing(
                random.nextBoolean() ? List.of(GroupField.RULE) : List.of(),
                Duration.ofSeconds(random.nextInt(60)),
                Duration.ofMinutes(random.nextInt(1, 10)),
                Duration.ofMinutes(random.nextInt(20)),
                random.nextInt(4),
                Duration.ofMinutes(1));
        Mute mute = new Mute("m", AlertSelector.ALL, List.of(), START, START.plus(Duration.ofMinutes(5)), "r");
        Map<String, byte[]> kept = new HashMap<>();
        List<String> told = new ArrayList<>();
        List<String> messages = new ArrayList<>();
        long counted = 0;
        int offered = 400;
        for (int i = 0; i < offered; i++) {
            Alert alert = named("a" + i, "rule-" + random.nextInt(3), "finding-" + random.nextInt(20));
            boolean muted = random.nextInt(10) == 0 && now.isBefore(mute.until());
            box.offer(entry(alert), route(), muted ? Optional.of(mute) : Optional.empty(), now);
            after(Duration.ofSeconds(random.nextInt(30)));
            if (random.nextInt(3) == 0) {
                counted += settleAll(told, messages);
            }
            keep(kept);
            if (random.nextInt(10) == 0) {
                box = new Outbox(name -> spacing);
                kept.forEach(box::restore);
            }
        }
        // Repeats join their group, which waits once more.
        after(Duration.ofHours(2));
        after(Duration.ofHours(2));
        after(Duration.ofHours(2));
        counted += settleAll(told, messages);
        assertThat(told).doesNotHaveDuplicates();
        assertThat(messages).doesNotHaveDuplicates();
        assertThat(told.size() + counted).isEqualTo(offered);
        after(Duration.ofHours(2));
        keep(kept);
        assertThat(box.waiting()).isZero();
        assertThat(kept).isEmpty();
    }

    private long settleAll(List<String> told, List<String> messages) {
        long counted = 0;
        for (Message message : box.due()) {
            messages.add(message.id());
            message.entries().forEach(entry -> told.add(entry.alert().id()));
            counted += message.held().count();
            box.settle(message);
        }
        return counted;
    }

    private void keep(Map<String, byte[]> kept) {
        box.drain().forEach((key, bytes) -> {
            if (bytes == null) {
                kept.remove(key);
            } else {
                kept.put(key, bytes);
            }
        });
    }

    private void group(Duration company, Duration interval) {
        spacing = new Spacing(List.of(GroupField.RULE), company, interval, Duration.ZERO, 0, Duration.ofMinutes(1));
    }

    private Route route() {
        return new Route("r", AlertSelector.ALL, List.of("chat"), spacing, Optional.empty(), false, List.of());
    }

    private void offer(String id, String rule, Severity severity) {
        box.offer(entry(TestAlerts.alert(id, rule, severity)), route(), Optional.empty(), now);
    }

    private void offerOf(String id, String fingerprint, Severity severity) {
        Alert alert = TestAlerts.alert(id, fingerprint, "pod-exec", severity);
        box.offer(entry(alert), route(), Optional.empty(), now);
    }

    private static Alert named(String id, String rule, String fingerprint) {
        return TestAlerts.alert(id, fingerprint, rule, Severity.HIGH);
    }

    private Entry entry(Alert alert) {
        return new Entry(CODEC.encode(alert), alert, "alerts/0/" + offset++);
    }

    private void after(Duration time) {
        now = now.plus(time);
        box.flush(now);
    }

    private static List<String> ids(Iterable<Message> messages) {
        List<String> ids = new ArrayList<>();
        messages.forEach(message -> ids.add(message.entries().stream()
                .map(entry -> entry.alert().id())
                .toList()
                .toString()));
        return ids;
    }
}

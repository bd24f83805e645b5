// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.route.GroupField;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Neither a clock that jumps nor what an attacker writes makes anything wait without end. */
class OutboxBoundsTest {

    private static final Duration YEAR = Duration.ofDays(365);

    @Test
    void a_clock_that_was_ahead_for_a_moment_silences_no_finding() {
        Box box = Box.repeating();
        box.after(YEAR);
        box.offer("a", "f", Severity.HIGH, EpisodeState.OPEN);
        box.told();
        box.after(YEAR.negated());
        box.offer("b", "f", Severity.HIGH, EpisodeState.UPDATE);
        box.after(Duration.ofHours(4));
        assertThat(box.told()).containsExactly(List.of("b"));
    }

    @Test
    void a_clock_that_was_ahead_for_a_moment_holds_no_group_and_no_limit_back() {
        for (Box box : List.of(Box.grouping(), Box.limited())) {
            box.after(YEAR);
            box.offer("a", "f", Severity.HIGH, EpisodeState.OPEN);
            box.offer("b", "g", Severity.HIGH, EpisodeState.OPEN);
            box.after(YEAR.negated());
            box.after(Duration.ofMinutes(5));
            long told = box.outbox.due().stream().mapToLong(Message::alerts).sum();
            assertThat(told).isEqualTo(2);
        }
    }

    @Test
    void a_name_that_utf8_cannot_carry_can_be_kept() {
        Box box = Box.repeating(GroupField.FINDING);
        box.offer("a", "f-\ud800", Severity.HIGH, EpisodeState.OPEN);
        Map<String, byte[]> kept = box.outbox.drain();
        Box next = Box.repeating(GroupField.FINDING);
        kept.forEach(next.outbox::restore);
        next.after(Duration.ofHours(1));
        assertThat(next.outbox.due())
                .singleElement()
                .satisfies(message -> assertThat(message.group()).containsEntry("finding", "f-\ud800"));
    }

    @Test
    void repeats_that_memory_does_not_hold_are_counted_under_their_finding() {
        Box box = Box.repeating();
        String large = "x".repeat(1 << 20);
        for (int i = 0; i < 20; i++) {
            box.offer("a" + i, "f" + i, Severity.HIGH, EpisodeState.OPEN);
            box.offer("b" + i, "f" + i, Severity.HIGH, EpisodeState.UPDATE, large);
        }
        box.told();
        box.after(Duration.ofHours(4));
        assertThat(box.outbox.due()).hasSize(20).allMatch(message -> message.alerts() == 1);
        assertThat(box.outbox.due()).last().satisfies(message -> {
            assertThat(message.entries()).isEmpty();
            assertThat(message.key()).isEqualTo("f19");
        });
        assertThat(box.outbox.isFull()).isFalse();
    }

    @Test
    void a_group_of_large_alerts_can_be_kept() {
        Box box = Box.grouping();
        for (int i = 0; i < 20; i++) {
            box.offer("a" + i, "f" + i, Severity.HIGH, EpisodeState.OPEN, "x".repeat(1 << 20));
        }
        box.after(Duration.ofSeconds(30));
        Map<String, byte[]> kept = box.outbox.drain();
        int largest = kept.values().stream()
                .filter(Objects::nonNull)
                .mapToInt(bytes -> bytes.length)
                .max()
                .orElseThrow();
        // What the topic takes, and the producer sends.
        assertThat(largest).isLessThan(16 << 20);
        assertThat(box.outbox.due()).singleElement().satisfies(message -> {
            assertThat(message.entries()).isNotEmpty();
            assertThat(message.alerts()).isEqualTo(20);
        });
    }
}

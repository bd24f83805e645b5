// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.route.GroupField;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told of a finding is never older than what was told of it before. */
class OutboxOrderTest {

    private static final Duration REPEAT = Duration.ofHours(4);

    @Test
    void the_end_of_a_finding_takes_the_repeats_that_wait_with_it() {
        Box box = Box.repeating();
        box.offer("a", "f", Severity.HIGH, EpisodeState.OPEN);
        box.offer("b", "f", Severity.HIGH, EpisodeState.UPDATE);
        box.offer("c", "f", Severity.HIGH, EpisodeState.CLOSE);
        assertThat(box.outbox.due())
                .last()
                .satisfies(message -> assertThat(message.held().count()).isEqualTo(1));
        assertThat(box.told()).containsExactly(List.of("a"), List.of("c"));
        box.after(REPEAT);
        assertThat(box.told()).isEmpty();
        assertThat(box.outbox.waiting()).isZero();
    }

    @Test
    void a_finding_that_got_worse_is_not_followed_by_what_it_was_before() {
        Box box = Box.repeating();
        box.offer("a", "f", Severity.LOW, EpisodeState.OPEN);
        box.offer("b", "f", Severity.LOW, EpisodeState.UPDATE);
        box.offer("c", "f", Severity.CRITICAL, EpisodeState.UPDATE);
        assertThat(box.told()).containsExactly(List.of("a"), List.of("c"));
        box.after(REPEAT);
        assertThat(box.told()).isEmpty();
        assertThat(box.outbox.waiting()).isZero();
    }

    @Test
    void a_finding_that_begins_anew_after_its_end_is_told() {
        Box box = Box.repeating();
        box.offer("a", "f", Severity.HIGH, EpisodeState.OPEN);
        box.offer("b", "f", Severity.HIGH, EpisodeState.CLOSE);
        box.offer("c", "f", Severity.HIGH, EpisodeState.OPEN);
        assertThat(box.told()).containsExactly(List.of("a"), List.of("b"), List.of("c"));
    }

    @Test
    void repeats_of_a_grouped_finding_are_news_of_its_group() {
        Box box = Box.repeating(GroupField.RULE);
        box.offer("a", "f", Severity.HIGH, EpisodeState.OPEN);
        box.after(Duration.ofSeconds(30));
        String group = box.outbox.due().iterator().next().key();
        assertThat(box.told()).containsExactly(List.of("a"));
        box.offer("b", "f", Severity.HIGH, EpisodeState.UPDATE);
        box.offer("c", "f", Severity.HIGH, EpisodeState.UPDATE);
        box.after(REPEAT);
        box.after(Duration.ofMinutes(5));
        assertThat(box.outbox.due()).singleElement().satisfies(message -> {
            assertThat(message.key()).isEqualTo(group);
            assertThat(message.group()).containsEntry("rule", "pod-exec");
            assertThat(message.held().count()).isEqualTo(1);
        });
        assertThat(box.told()).containsExactly(List.of("c"));
    }
}

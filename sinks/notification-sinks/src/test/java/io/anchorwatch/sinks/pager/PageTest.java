// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.pager;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.people.Corpus;
import io.anchorwatch.sinks.people.Incidents;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Severity;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PageTest {

    private static final Notification OPEN = Corpus.told(1, Severity.HIGH, EpisodeState.OPEN);
    private static final Notification OVER = Corpus.told(2, Severity.HIGH, EpisodeState.CLOSE);

    @Test
    void a_finding_has_an_incident_of_its_own_that_ends_with_it() {
        assertThat(Page.of(OPEN)).isEqualTo(new Page(OPEN.key(), false, Severity.HIGH));
        assertThat(Page.of(OVER)).isEqualTo(new Page(OPEN.key(), true, Severity.HIGH));
    }

    @Test
    void what_was_counted_of_a_finding_that_is_over_came_before_its_end() {
        Notification.Held held = Incidents.named("held").held();
        Notification over = new Notification("i", OVER.key(), "r", Map.of(), OVER.alerts(), held, Optional.empty());
        assertThat(Page.of(over).ends()).isTrue();
        Notification group = new Notification("i", "k", "r", Map.of(), OVER.alerts(), held, Optional.empty());
        assertThat(Page.of(group)).isEqualTo(new Page("k", false, Severity.HIGH));
    }

    @Test
    void a_group_of_which_one_message_is_over_is_not_over() {
        Notification group = group(OVER.alerts());
        assertThat(Page.of(group)).isEqualTo(new Page("group-key", false, Severity.INFORMATIONAL));
        assertThat(Page.of(group(OPEN.alerts()))).isEqualTo(new Page("group-key", false, Severity.HIGH));
    }

    @Test
    void what_was_only_counted_neither_joins_nor_ends_an_incident() {
        Notification held = Incidents.named("held");
        assertThat(Page.of(held)).isEqualTo(new Page("h1", false, Severity.HIGH));
    }

    @Test
    void a_key_that_is_too_long_becomes_one_that_is_not_and_stays_the_same() {
        Notification message = new Notification(
                "i", "k".repeat(300), "r", Map.of(), OPEN.alerts(), Notification.Held.NONE, Optional.empty());
        assertThat(Page.of(message).key())
                .hasSize(64)
                .isEqualTo(Page.of(message).key());
    }

    private static Notification group(List<Alert> alerts) {
        return new Notification(
                "i", "group-key", "r", Map.of("namespace", "shop"), alerts, Notification.Held.NONE, Optional.empty());
    }
}

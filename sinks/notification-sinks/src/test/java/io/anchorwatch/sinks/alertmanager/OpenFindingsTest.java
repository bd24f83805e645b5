// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpenFindingsTest {

    private static final Instant NOW = Episodes.NOW;

    private final OpenFindings open = new OpenFindings(2, Duration.ofHours(1));

    @Test
    void keeps_the_latest_of_each_and_forgets_who_was_told_longest_ago() {
        open.told(firing("a", false), NOW);
        open.told(firing("b", false), NOW);
        open.told(firing("a", false), NOW);
        open.told(firing("c", false), NOW);
        assertThat(open.alive(NOW)).extracting(Firing::finding).containsExactly("a", "c");
        assertThat(open.last("b")).isEmpty();
    }

    @Test
    void what_is_over_or_old_is_gone() {
        open.told(firing("a", false), NOW);
        open.told(firing("b", false), NOW.plusSeconds(1));
        open.told(firing("a", true), NOW.plusSeconds(2));
        assertThat(open.alive(NOW.plusSeconds(3600)))
                .extracting(Firing::finding)
                .containsExactly("b");
        assertThat(open.alive(NOW.plusSeconds(3601))).isEmpty();
    }

    private static Firing firing(String finding, boolean over) {
        return new Firing(finding, Map.of("finding", finding), Map.of(), NOW, over, true);
    }
}

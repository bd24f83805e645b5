// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {

    @ParameterizedTest(name = "after {0} failures at most {1} ms")
    @CsvSource({"1,200", "2,400", "3,800", "8,25600", "9,30000", "31,30000", "1000000,30000"})
    void waits_are_spread_below_a_bound_that_doubles_up_to_its_limit(int failures, long boundMillis) {
        Random random = new Random(failures);
        long longest = 0;
        for (int i = 0; i < 2000; i++) {
            long wait = Backoff.DEFAULT.after(failures, random).toMillis();
            assertThat(wait).isBetween(1L, boundMillis);
            longest = Math.max(longest, wait);
        }
        assertThat(longest).isGreaterThan(boundMillis * 9 / 10);
    }

    @Test
    void bad_settings_are_told_all_at_once() {
        DispatcherConfig bad = new DispatcherConfig(
                Map.of(),
                "t",
                "t",
                "",
                "",
                0,
                new Backoff(Duration.ZERO, Duration.ofDays(1)),
                Duration.ZERO,
                Duration.ZERO);
        assertThat(bad.problems())
                .extracting("field")
                .containsExactly(
                        "kafka",
                        "deadLetterTopic",
                        "stateTopic",
                        "groupPrefix",
                        "batchSize",
                        "retry.first",
                        "retry.most",
                        "sinkTimeout",
                        "closeTimeout");
        assertThat(DispatcherConfig.defaults(Map.of("bootstrap.servers", "b")).problems())
                .isEmpty();
    }
}

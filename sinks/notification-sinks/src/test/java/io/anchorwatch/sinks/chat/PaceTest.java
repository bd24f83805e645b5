// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.people.Incidents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class PaceTest {

    private static final List<Notification> ONE = List.of(Incidents.named("single"));

    @Test
    void a_clock_that_is_set_back_makes_nobody_wait_for_as_long_as_it_was_ahead() {
        Instant now = Instant.parse("2026-03-01T10:00:00Z");
        AtomicReference<Instant> clock = new AtomicReference<>(now.plus(Duration.ofDays(365)));
        for (Duration gap : List.of(Duration.ZERO, Duration.ofMillis(10))) {
            Pace pace = new Pace(gap, Duration.ofSeconds(10), () -> now(clock));
            assertThat(pace.send(ONE, message -> DeliveryResult.delivered()))
                    .containsExactly(DeliveryResult.delivered());
            clock.set(now);
            assertThat(pace.send(ONE, message -> DeliveryResult.delivered()))
                    .containsExactly(DeliveryResult.delivered());
        }
    }

    private static Instant now(AtomicReference<Instant> clock) {
        Instant now = clock.get();
        return now == null ? Instant.EPOCH : now;
    }
}

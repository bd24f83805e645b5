// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {

    private static final Duration QUICK = Duration.ofMillis(10);

    private final Concurrency concurrency = new Concurrency(8);

    @Test
    void grows_one_by_one_up_to_its_bound_while_answers_come_as_quickly() {
        for (int i = 0; i < 200; i++) {
            concurrency.learn(true, QUICK, concurrency.limit());
        }
        assertThat(concurrency.limit()).isEqualTo(8);
    }

    @Test
    void does_not_grow_on_calls_that_were_alone() {
        concurrency.learn(true, QUICK, 1);
        int before = concurrency.limit();
        for (int i = 0; i < 50; i++) {
            concurrency.learn(true, QUICK, before - 1);
        }
        assertThat(concurrency.limit()).isEqualTo(before);
    }

    @Test
    void falls_by_a_quarter_when_the_target_wants_another_try_and_never_below_one() {
        for (int i = 0; i < 200; i++) {
            concurrency.learn(true, QUICK, concurrency.limit());
        }
        concurrency.learn(false, QUICK, 8);
        assertThat(concurrency.limit()).isEqualTo(6);
        for (int i = 0; i < 50; i++) {
            concurrency.learn(false, QUICK, 8);
        }
        assertThat(concurrency.limit()).isEqualTo(1);
    }

    @Test
    void falls_when_answers_take_twice_as_long() {
        for (int i = 0; i < 200; i++) {
            concurrency.learn(true, QUICK, concurrency.limit());
        }
        concurrency.learn(true, QUICK.multipliedBy(5), 8);
        assertThat(concurrency.limit()).isEqualTo(6);
    }
}

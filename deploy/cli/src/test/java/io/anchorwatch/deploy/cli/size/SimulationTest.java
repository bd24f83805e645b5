// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.size;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The simulation: nothing is lost in it, the same seed gives the same, and it agrees with what is known of queues. */
final class SimulationTest {

    private static Spread spread(Spread.Key key, int partitions, long seed) {
        return Spread.of(key, 1_000_000, 1_000, 50, 1, partitions, new SplittableRandom(seed));
    }

    @ParameterizedTest
    @EnumSource(Spread.Key.class)
    void all_load_lies_somewhere(Spread.Key key) {
        Spread spread = spread(key, 63, 1);
        assertThat(Arrays.stream(spread.load()).sum()).isCloseTo(1_000_000, within(1e-3));
        assertThat(spread.imbalance()).isGreaterThanOrEqualTo(1 - 1e-9);
        assertThat(spread.most()).isGreaterThanOrEqualTo(spread.hottestKey() * (1 - 1e-9));
        assertThat(spread(key, 63, 1).load()).isEqualTo(spread.load());
        assertThat(spread(key, 1, 1).imbalance()).isCloseTo(1, within(1e-9));
    }

    @Test
    void finer_keys_lie_more_evenly() {
        double event = spread(Spread.Key.EVENT, 63, 1).imbalance();
        double namespace = spread(Spread.Key.NAMESPACE, 63, 1).imbalance();
        double cluster = spread(Spread.Key.CLUSTER, 63, 1).imbalance();
        assertThat(event).isCloseTo(1, within(1e-9));
        assertThat(namespace).isBetween(event, cluster);
    }

    @Test
    void shares_add_up_and_fall() {
        double[] shares = Zipf.shares(3, 1);
        assertThat(shares[0]).isCloseTo(6 / 11.0, within(1e-12));
        assertThat(shares[1]).isCloseTo(3 / 11.0, within(1e-12));
        assertThat(shares[2]).isCloseTo(2 / 11.0, within(1e-12));
        assertThat(Zipf.shares(4, 0)).containsExactly(0.25, 0.25, 0.25, 0.25);
    }

    /** Pollaczek and Khinchine: of a queue with equal work the mean wait is u / (2 (1 - u)) times the work. */
    @Test
    void delays_grow_with_utilisation_and_never_below_the_work() {
        double before = 0;
        for (double utilisation : new double[] {0.1, 0.5, 0.8, 0.95}) {
            Queueing queue = Queueing.simulate(utilisation * 1_000, 0.001, new SplittableRandom(3));
            assertThat(queue.utilisation()).isCloseTo(utilisation, within(1e-12));
            assertThat(queue.p50()).isGreaterThanOrEqualTo(0.001 - 1e-12);
            assertThat(queue.p99()).isGreaterThan(before);
            double meanWait = utilisation / (2 * (1 - utilisation)) * 0.001;
            assertThat(queue.p50()).isLessThanOrEqualTo(0.001 + 2 * meanWait);
            assertThat(queue.p99()).isGreaterThan(0.001 + meanWait);
            before = queue.p99();
        }
        assertThat(Queueing.simulate(1_001, 0.001, new SplittableRandom(3)).fallsBehind())
                .isTrue();
        assertThat(Queueing.simulate(0, 0.001, new SplittableRandom(3)).p99()).isZero();
    }
}

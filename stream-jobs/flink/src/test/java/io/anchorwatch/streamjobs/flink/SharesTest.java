// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;
import org.junit.jupiter.api.Test;

/** Shares of the work as Flink's keys. */
final class SharesTest {

    private static int subtask(int key, int parallelism) {
        return KeyGroupRangeAssignment.assignKeyToParallelOperator(key, Shares.KEY_GROUPS, parallelism);
    }

    @Test
    void shares_spread_evenly_over_any_usual_parallelism() {
        for (int parallelism : new int[] {1, 2, 3, 4, 8, 16}) {
            for (int count : new int[] {parallelism, 2 * parallelism, 16}) {
                Shares shares = new Shares(count);
                int[] load = new int[parallelism];
                IntStream.range(0, count).forEach(share -> load[subtask(shares.key(share), parallelism)]++);
                int most = IntStream.of(load).max().orElseThrow();
                assertThat(most)
                        .as("%d shares on %d subtasks", count, parallelism)
                        .isLessThanOrEqualTo(count / parallelism + 2);
            }
        }
    }

    @Test
    void a_share_keeps_its_key_when_there_are_more() {
        Shares few = new Shares(3);
        Shares many = new Shares(300);
        Set<Integer> keys = new HashSet<>();
        for (int share = 0; share < 300; share++) {
            assertThat(few.key(share)).isEqualTo(many.key(share));
            assertThat(few.share(many.key(share))).isEqualTo(share);
            assertThat(keys.add(many.key(share))).as("key of share %d", share).isTrue();
        }
    }

    /** What a savepoint holds under a key must be found by every version. */
    @Test
    void keys_are_those_of_all_savepoints() {
        Shares shares = new Shares(8);
        assertThat(IntStream.range(0, 8).map(shares::key)).containsExactly(312, 18, 24, 80, 178, 58, 205, 128);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import java.time.Instant;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/** How often something was told, and a few of the times, evenly chosen; of the same alerts always the same. */
final class Told {

    private static final int TIMES = 16;

    private final SplittableRandom random = new SplittableRandom(1);
    private long[] times = new long[2];
    private long alerts;

    void add(Instant time) {
        long at = alerts < TIMES ? alerts : random.nextLong(alerts + 1);
        if (at < TIMES) {
            times = at < times.length ? times : Arrays.copyOf(times, times.length * 2);
            times[(int) at] = time.toEpochMilli();
        }
        alerts++;
    }

    long alerts() {
        return alerts;
    }

    /** Some of the times, in milliseconds. */
    LongStream times() {
        return Arrays.stream(times, 0, (int) Math.min(TIMES, alerts));
    }
}

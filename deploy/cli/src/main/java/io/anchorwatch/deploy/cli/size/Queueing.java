// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.size;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How long records wait for one task and are worked on, in seconds: arrivals at random, each takes the same time, one
 * at a time. Commits, which a reader of committed records waits for as well, are not in it.
 *
 * @param utilisation share of time that the task is busy
 * @param p50 median
 * @param p99 of a hundred, all but one are faster
 */
record Queueing(double utilisation, double p50, double p99) {

    private static final int RECORDS = 200_000;

    /** A task that has more to do than it can: it falls behind for ever. */
    boolean fallsBehind() {
        return utilisation >= 1;
    }

    /** Simulates {@value #RECORDS} records, the first tenth to warm up; delays are infinite for what falls behind. */
    static Queueing simulate(double perSecond, double secondsEach, SplittableRandom random) {
        double utilisation = perSecond * secondsEach;
        if (utilisation >= 1) {
            return new Queueing(utilisation, Double.POSITIVE_INFINITY, Double.POSITIVE_INFINITY);
        }
        if (perSecond <= 0) {
            return new Queueing(0, 0, 0);
        }
        double[] delays = new double[RECORDS];
        double backlog = 0;
        for (int i = 0; i < RECORDS; i++) {
            double gap = -Math.log(1 - random.nextDouble()) / perSecond;
            backlog = Math.max(0, backlog - gap) + secondsEach;
            delays[i] = backlog;
        }
        double[] steady = Arrays.copyOfRange(delays, RECORDS / 10, RECORDS);
        Arrays.sort(steady);
        return new Queueing(utilisation, steady[steady.length / 2], steady[(int) (steady.length * 0.99)]);
    }
}

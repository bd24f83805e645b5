// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.size;

import java.util.Arrays;

/** Shares of a whole, the n-th as large as {@code n^-skew}: a few large ones, many small ones. */
final class Zipf {

    private Zipf() {}

    /** They add up to 1. */
    static double[] shares(int count, double skew) {
        double[] shares = new double[count];
        for (int i = 0; i < count; i++) {
            shares[i] = Math.pow(i + 1.0, -skew);
        }
        double sum = Arrays.stream(shares).sum();
        for (int i = 0; i < count; i++) {
            shares[i] /= sum;
        }
        return shares;
    }
}

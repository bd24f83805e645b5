// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.size;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * How a load lies over partitions when each key goes to one of them by hash, which is as good as at random.
 *
 * @param load a second, by partition
 * @param hottestKey the largest load of one key, which no number of partitions divides
 */
record Spread(double[] load, double hottestKey) {

    /** By what a record is told apart. */
    enum Key {
        /** Of audit events: cluster and audit id, so that even one cluster is spread evenly. */
        EVENT,
        /** What joins: cluster and namespace. */
        NAMESPACE,
        /** As it is not done, for comparison. */
        CLUSTER
    }

    /**
     * A second's load.
     *
     * @param rate of all clusters together
     * @param namespaces a cluster, as skewed as the clusters
     * @param random the same gives the same
     */
    static Spread of(
            Key key, double rate, int clusters, int namespaces, double skew, int partitions, SplittableRandom random) {
        double[] load = new double[partitions];
        double hottest = 0;
        double[] byCluster = Zipf.shares(clusters, skew);
        double[] byNamespace = key == Key.NAMESPACE ? Zipf.shares(namespaces, skew) : new double[] {1};
        for (double cluster : byCluster) {
            for (double namespace : byNamespace) {
                double one = rate * cluster * namespace;
                if (key == Key.EVENT) {
                    for (int i = 0; i < partitions; i++) {
                        load[i] += one / partitions;
                    }
                } else {
                    load[random.nextInt(partitions)] += one;
                    hottest = Math.max(hottest, one);
                }
            }
        }
        return new Spread(load, key == Key.EVENT ? 1 : hottest);
    }

    double mean() {
        return Arrays.stream(load).average().orElse(0);
    }

    double most() {
        return Arrays.stream(load).max().orElse(0);
    }

    /** How many times the mean the busiest partition has. */
    double imbalance() {
        return mean() == 0 ? 1 : most() / mean();
    }
}

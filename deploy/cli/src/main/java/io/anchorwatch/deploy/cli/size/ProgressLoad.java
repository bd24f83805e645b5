// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.size;

/**
 * What tasks tell each other of how far they have come: each partition of audit events tells each partition that
 * correlates and each that joins, each partition of object changes each that joins, once a cluster and step of event
 * time. A quiet cluster is told of every five steps.
 */
final class ProgressLoad {

    private static final double QUIET = 0.2;

    private ProgressLoad() {}

    /**
     * Messages a second, for clusters that all are as busy.
     *
     * @param clusters how many
     * @param sources partitions that tell of a cluster
     * @param perSource events a second of one cluster in one of these
     * @param receivers partitions that are told
     * @param stepSeconds how long a step is
     */
    static double messages(double clusters, double sources, double perSource, double receivers, double stepSeconds) {
        return clusters * sources * receivers * tells(perSource, stepSeconds) / stepSeconds;
    }

    /** How often in a step: whenever there was an event, which come at random. */
    static double tells(double perSource, double stepSeconds) {
        return Math.max(QUIET, 1 - Math.exp(-perSource * stepSeconds));
    }

    /** Of an installation with so many partitions everywhere, with correlations and joins on. */
    static double messages(Demand demand, int partitions, double stepSeconds) {
        double audit = demand.events() / demand.clusters() / partitions;
        double objects = demand.changes() / demand.clusters() / partitions;
        return messages(demand.clusters(), partitions, audit, 2.0 * partitions, stepSeconds)
                + messages(demand.clusters(), partitions, objects, partitions, stepSeconds);
    }

    /** The same if a cluster's events lay in {@code subset} partitions only. */
    static double messagesInSubsets(Demand demand, int partitions, int subset, double stepSeconds) {
        int sources = Math.min(subset, partitions);
        double audit = demand.events() / demand.clusters() / sources;
        double objects = demand.changes() / demand.clusters() / sources;
        return messages(demand.clusters(), sources, audit, 2.0 * partitions, stepSeconds)
                + messages(demand.clusters(), sources, objects, partitions, stepSeconds);
    }

    /**
     * How many partitions an installation may have until progress costs as many cores as a share of all of detection.
     *
     * @param coresPerPartition that detection has busy for each
     */
    static double partitionsAtLimit(double clusters, double progressPerCore, double coresPerPartition) {
        return coresPerPartition * progressPerCore / (3 * clusters);
    }
}

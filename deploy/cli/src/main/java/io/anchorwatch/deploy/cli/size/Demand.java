// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.size;

/**
 * What an installation has to take.
 *
 * @param clusters how many
 * @param events audit events a second, of all clusters together
 * @param eventBytes of one event
 * @param rules in force
 * @param objects kept of all clusters together
 * @param changes object changes a second, of all clusters together
 * @param hits a second that correlations look at
 * @param writes a second that are joined with object changes
 * @param groups of correlations that are alive
 * @param replicas copies that the brokers keep
 * @param utilisation share of a core that may be busy on average, 0 to 1
 */
record Demand(
        int clusters,
        double events,
        double eventBytes,
        int rules,
        double objects,
        double changes,
        double hits,
        double writes,
        double groups,
        int replicas,
        double utilisation) {

    /** An equal part of it. */
    Demand split(int installations) {
        return new Demand(
                (clusters + installations - 1) / installations,
                events / installations,
                eventBytes,
                rules,
                objects / installations,
                changes / installations,
                hits / installations,
                writes / installations,
                groups / installations,
                replicas,
                utilisation);
    }
}

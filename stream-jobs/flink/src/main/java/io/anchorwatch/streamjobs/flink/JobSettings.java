// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import io.anchorwatch.streamjobs.detection.files.RuleBundle;
import java.io.Serializable;
import java.time.Duration;
import java.util.TreeMap;

/**
 * What the operators of a job have in common; travels with them.
 *
 * @param bundle the shipped rules, see {@link RuleBundle#encode}
 * @param laterRules bundles that replace them, by when they come into force, in milliseconds since the epoch
 * @param audits partitions of the topic of audit events
 * @param objects partitions of the topic of object changes; 0 when those are not judged
 * @param shares in how many shares groups and namespaces fall; fixed for the life of a savepoint
 * @param lateness how far out of order events may come
 * @param live whether time goes on though no events come, and openings are told before their time is settled; else the
 *     input is bounded
 */
@SuppressWarnings("ArrayRecordComponent")
record JobSettings(
        byte[] bundle,
        TreeMap<Long, byte[]> laterRules,
        int audits,
        int objects,
        int shares,
        Duration lateness,
        boolean live)
        implements Serializable {

    static JobSettings of(FlinkJobConfig config, int audits, int objects) {
        TreeMap<Long, byte[]> later = new TreeMap<>();
        config.laterRules().forEach((from, rules) -> later.put(from.toEpochMilli(), rules.encode()));
        return new JobSettings(
                config.rules().encode(),
                later,
                audits,
                objects,
                config.shares(),
                config.lateness(),
                config.input().live());
    }

    RuleBundle shippedRules() {
        return RuleBundle.decode(bundle);
    }

    Shares newShares() {
        return new Shares(shares);
    }

    /** How many sources tell how far they are to those that join requests and changes. */
    int sources() {
        return audits + objects;
    }
}

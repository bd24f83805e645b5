// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.ingest.event.EventTopics;

/**
 * The topic where requests and object changes of a namespace meet, internal to the job.
 *
 * @param name named after the application
 * @param audits partitions of the audit topic: the sources that come first in number
 * @param objects partitions of the topic of object changes: the sources after those
 */
record StoriesTopic(String name, int audits, int objects) {

    static StoriesTopic ensure(DetectionJobConfig config) {
        String name = nameFor(config.applicationId());
        int audits = InternalTopics.partitions(config, EventTopics.AUDIT);
        InternalTopics.ensure(config, name, audits);
        return new StoriesTopic(name, audits, InternalTopics.partitions(config, EventTopics.OBJECTS));
    }

    /** The name for a job. */
    static String nameFor(String applicationId) {
        return applicationId + "-stories";
    }

    /** How many sources tell how far they are. */
    int sources() {
        return audits + objects;
    }
}

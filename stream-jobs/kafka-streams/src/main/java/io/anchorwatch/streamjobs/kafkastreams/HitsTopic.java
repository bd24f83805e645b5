// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.ingest.event.EventTopics;

/**
 * The topic between detection and correlation, internal to the job: hits by group, and how far each source has come.
 *
 * @param name named after the application
 * @param detectors partitions of the audit topic
 * @param correlators partitions of this topic
 */
record HitsTopic(String name, int detectors, int correlators) {

    static HitsTopic ensure(DetectionJobConfig config) {
        String name = nameFor(config.applicationId());
        int detectors = InternalTopics.partitions(config, EventTopics.AUDIT);
        return new HitsTopic(name, detectors, InternalTopics.ensure(config, name, detectors));
    }

    /** The name for a job. */
    static String nameFor(String applicationId) {
        return applicationId + "-hits";
    }
}

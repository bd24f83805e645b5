// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import java.time.Instant;

/**
 * A watched object that was added, modified or deleted.
 *
 * @param id identity by content
 * @param cluster the cluster it lives in
 * @param type ADDED, MODIFIED or DELETED, as the watch sent it
 * @param object which object it is
 * @param time when the watch delivered it; the API carries no time of change
 * @param json the redacted object as the API server sent it
 */
public record ObjectChange(EventId id, String cluster, Type type, ObjectRef object, Instant time, byte[] json)
        implements ClusterEvent {

    /** Kinds of change, under the names of the watch protocol. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }
}

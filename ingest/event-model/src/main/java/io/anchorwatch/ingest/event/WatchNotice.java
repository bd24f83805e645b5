// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import java.time.Instant;
import java.util.Optional;

/**
 * What a watcher has to say of itself: that it saw nothing for a while, or found that the API server had not told it
 * all.
 *
 * @param id identity by content
 * @param cluster the watched cluster
 * @param kind what happened
 * @param resource {@code pods}, {@code deployments.apps} …; empty when it is about the whole cluster
 * @param time when it was noticed
 * @param json the notice, see {@link WatchNoticeCodec}
 */
public record WatchNotice(EventId id, String cluster, Kind kind, String resource, Instant time, byte[] json)
        implements ClusterEvent {

    /** What a watcher may have to say. */
    public enum Kind {
        /** The first listing of a resource is complete. */
        BASELINE("baseline"),
        /** The stream was interrupted and could not be resumed; a relist found what had changed meanwhile. */
        GAP("gap"),
        /** A consistent listing differs from what the watch had sent although the stream never broke. */
        DIVERGENCE("divergence"),
        /** The API server refuses to list or watch the resource. */
        DENIED("denied"),
        /** The cluster does not answer. */
        UNREACHABLE("unreachable"),
        /** What was denied or unreachable is watched again. */
        RECOVERED("recovered");

        private final String wireName;

        Kind(String wireName) {
            this.wireName = wireName;
        }

        /** Its name in JSON and in rules. */
        public String wireName() {
            return wireName;
        }

        /** The kind of that name, if there is one. */
        public static Optional<Kind> of(String wireName) {
            for (Kind kind : values()) {
                if (kind.wireName.equals(wireName)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }
    }
}

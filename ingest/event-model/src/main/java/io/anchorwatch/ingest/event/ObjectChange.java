// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import java.time.Instant;
import java.util.Optional;

/**
 * A watched object that was added, modified or deleted.
 *
 * @param id identity by content: type and object, however and by whom it was seen
 * @param cluster the cluster it lives in
 * @param type ADDED, MODIFIED or DELETED, as the watch sent it
 * @param origin how it was found
 * @param object which object it is
 * @param uid {@code metadata.uid}
 * @param resourceVersion {@code metadata.resourceVersion}, opaque
 * @param time when it was seen, by the clock of whoever watched; the API carries no time of change
 * @param since the latest time at which it was known to be otherwise, when more than a moment before {@code time}: a
 *     change that a relist found happened somewhere between the two. Equal to {@code time} for all else
 * @param json the redacted change, see {@link ObjectChangeCodec}
 */
public record ObjectChange(
        EventId id,
        String cluster,
        Type type,
        Origin origin,
        ObjectRef object,
        String uid,
        String resourceVersion,
        Instant time,
        Instant since,
        byte[] json)
        implements ClusterEvent {

    /** Kinds of change, under the names of the watch protocol. */
    public enum Type {
        ADDED,
        MODIFIED,
        DELETED
    }

    /** How a change was found. */
    public enum Origin {
        /** It was there at the first listing: the baseline, no change. */
        LIST("list"),
        /** The watch sent it. */
        WATCH("watch"),
        /** A later listing differs from what the watch had sent. */
        RELIST("relist");

        private final String wireName;

        Origin(String wireName) {
            this.wireName = wireName;
        }

        /** Its name in JSON and in rules. */
        public String wireName() {
            return wireName;
        }

        /** The origin of that name, if there is one. */
        public static Optional<Origin> of(String wireName) {
            for (Origin origin : values()) {
                if (origin.wireName.equals(wireName)) {
                    return Optional.of(origin);
                }
            }
            return Optional.empty();
        }
    }
}

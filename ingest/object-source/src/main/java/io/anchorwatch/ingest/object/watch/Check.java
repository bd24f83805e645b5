// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.watch;

import io.anchorwatch.ingest.event.ObjectChange.Origin;
import io.anchorwatch.ingest.event.ObjectHeader;
import io.anchorwatch.ingest.object.state.Known;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a consistent listing differs from what is known. Most of it is under way in the watch; what still differs once
 * the watch has reached the version of the list, the watch has lost.
 */
final class Check {

    private static final long MAX_BYTES = 32 << 20;

    private final Map<String, Optional<Listed>> differing = new HashMap<>();
    private long bytes;
    private String version = "";

    private record Listed(ObjectHeader header, byte[] object) {}

    /** An object that is otherwise in the list. */
    void differs(ObjectHeader header, byte[] object) {
        differing.put(header.key(), Optional.of(new Listed(header, object)));
        bytes += object.length;
    }

    /** An object that the list does not have. */
    void missing(String key) {
        differing.put(key, Optional.empty());
    }

    /** Too much to wait for: the watch is far behind. */
    boolean tooMuch() {
        return bytes > MAX_BYTES;
    }

    void at(String listVersion) {
        version = listVersion;
    }

    String version() {
        return version;
    }

    boolean isEmpty() {
        return differing.isEmpty();
    }

    /** Publishes what still differs; returns how many changes that makes. */
    int settle(Changes changes, Outbox outbox, Instant since) {
        int found = 0;
        for (var entry : differing.entrySet()) {
            Optional<Known> known = outbox.known(entry.getKey());
            if (known.isPresent() && !Versions.reached(version, known.get().version())) {
                continue;
            }
            Optional<Listed> listed = entry.getValue();
            if (listed.isPresent()) {
                found += changes.listed(listed.get().header(), listed.get().object(), Origin.RELIST, since);
            } else if (known.isPresent()) {
                found += changes.gone(entry.getKey(), known.get(), since);
            }
        }
        return found;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.ObjectChange.Origin;
import io.anchorwatch.ingest.event.ObjectChangeCodec.Sighting;
import io.anchorwatch.ingest.event.ObjectHeader;
import io.anchorwatch.ingest.event.ObjectRef;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.event.WatchNoticeCodec;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One listing of a resource, held against the objects known before. */
final class Listing {

    private final ObjectRef resource;
    private final Map<String, ObjectHeader> known;
    private final boolean again;
    private final boolean interrupted;
    private final Instant since;
    private final String fromVersion;
    private final Set<String> seen = new HashSet<>();
    private long changes;

    /**
     * @param again whether the resource was listed before
     * @param interrupted whether no watch was running when this listing began
     * @param since when all was known last
     */
    Listing(
            ObjectRef resource,
            Map<String, ObjectHeader> known,
            boolean again,
            boolean interrupted,
            Instant since,
            String fromVersion) {
        this.resource = resource;
        this.known = known;
        this.again = again;
        this.interrupted = interrupted;
        this.since = since;
        this.fromVersion = fromVersion;
    }

    void item(byte[] object, ObjectHeader header, Instant time, ReplayOutput out) {
        seen.add(header.key());
        ObjectHeader before = known.put(header.key(), header);
        if (before == null) {
            change(ObjectChange.Type.ADDED, time, object, out);
        } else if (!before.uid().equals(header.uid())) {
            change(ObjectChange.Type.DELETED, time, before.remains(), out);
            change(ObjectChange.Type.ADDED, time.plusNanos(1), object, out);
        } else if (!before.resourceVersion().equals(header.resourceVersion())) {
            change(ObjectChange.Type.MODIFIED, time, object, out);
        }
    }

    /** Something of that name was told by an event in the midst of the listing. */
    void seen(ObjectHeader header) {
        seen.add(header.key());
    }

    /** Tells what is gone, and that the listing is over; returns a time after all that it told. */
    Instant end(String version, Instant time, ReplayOutput out) {
        List<ObjectHeader> gone = known.values().stream()
                .filter(header -> !seen.contains(header.key()))
                .toList();
        for (ObjectHeader header : gone) {
            known.remove(header.key());
            change(ObjectChange.Type.DELETED, time, header.remains(), out);
        }
        Instant after = time.plusNanos(2);
        var details = new WatchNoticeCodec.Details(again ? since : after, fromVersion, version, changes, "");
        if (!again) {
            out.notice(WatchNotice.Kind.BASELINE, resource.groupResource(), after, details);
        } else if (interrupted) {
            out.notice(WatchNotice.Kind.GAP, resource.groupResource(), after, details);
        } else if (changes > 0) {
            out.notice(WatchNotice.Kind.DIVERGENCE, resource.groupResource(), after, details);
        }
        return after;
    }

    private void change(ObjectChange.Type type, Instant time, byte[] object, ReplayOutput out) {
        changes++;
        Origin origin = again ? Origin.RELIST : Origin.LIST;
        out.change(new Sighting(out.cluster(), type, origin, resource, time, again ? since : time), object);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.ObjectChange.Origin;
import io.anchorwatch.ingest.event.ObjectChangeCodec.Sighting;
import io.anchorwatch.ingest.event.ObjectHeader;
import io.anchorwatch.ingest.event.ObjectRef;
import java.io.IOException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a recording tells of one resource: the first listing is the baseline, watches go on from there, and a later
 * listing tells what they missed.
 */
final class ResourceHistory {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String INITIAL_EVENTS_END = "k8s.io/initial-events-end";

    private final ObjectRef resource;
    private final Map<String, ObjectHeader> known = new HashMap<>();
    private boolean listedOnce;
    private boolean watching;
    private @Nullable Listing listing;
    private Instant time = Instant.MIN;
    private String version = "";

    ResourceHistory(ObjectRef resource) {
        this.resource = resource;
    }

    void read(WatchLine line, ReplayOutput out) {
        Instant before = time.equals(Instant.MIN) ? line.time() : time;
        // Strictly rising, so that sorting by time keeps each object's changes in the order of the file.
        time = line.time().isAfter(time) ? line.time() : time.plusNanos(1);
        switch (line.op()) {
            case "LIST" -> list(line, before, out);
            case "WATCH_START" -> {
                listing = line.initialEvents() ? listing(before) : null;
                watching = true;
            }
            case "EVENT" -> event(line, out);
            case "WATCH_END", "WATCH_BROKEN", "WATCH_STATUS" -> broken();
            default -> {
                // A recorder may note other things that it did; they are no part of the stream.
            }
        }
    }

    private Listing listing(Instant since) {
        return new Listing(resource, known, listedOnce, !watching, since, version);
    }

    private void broken() {
        watching = false;
        listing = null;
    }

    private void list(WatchLine line, Instant before, ReplayOutput out) {
        Listing whole = listing(before);
        try {
            ListText list = ListText.of(line.object());
            for (byte[] item : list.items()) {
                whole.item(item, ObjectHeader.of(item), time, out);
            }
            version = list.header().resourceVersion();
            end(whole, out);
        } catch (IOException e) {
            out.bad("the list can't be read", new byte[0]);
        }
    }

    private void end(Listing whole, ReplayOutput out) {
        time = whole.end(version, time, out);
        listedOnce = true;
        listing = null;
    }

    private void event(WatchLine line, ReplayOutput out) {
        switch (line.type()) {
            case "ADDED" -> object(ObjectChange.Type.ADDED, line.object(), out);
            case "MODIFIED" -> object(ObjectChange.Type.MODIFIED, line.object(), out);
            case "DELETED" -> object(ObjectChange.Type.DELETED, line.object(), out);
            case "BOOKMARK" -> bookmark(line.object(), out);
            case "ERROR" -> broken();
            default -> out.bad("a watch event of unknown type", new byte[0]);
        }
    }

    private void object(ObjectChange.Type type, byte[] object, ReplayOutput out) {
        ObjectHeader header;
        try {
            header = ObjectHeader.of(object);
        } catch (IOException e) {
            out.bad("the object of the event can't be read", new byte[0]);
            return;
        }
        version = header.resourceVersion();
        if (listing != null && type == ObjectChange.Type.ADDED) {
            listing.item(object, header, time, out);
            return;
        }
        if (listing != null) {
            listing.seen(header);
        }
        ObjectHeader last =
                type == ObjectChange.Type.DELETED ? known.remove(header.key()) : known.put(header.key(), header);
        boolean again = type != ObjectChange.Type.DELETED && header.equals(last);
        if (!again) {
            out.change(new Sighting(out.cluster(), type, Origin.WATCH, resource, time, time), object);
        }
    }

    private void bookmark(byte[] object, ReplayOutput out) {
        try {
            var metadata = MAPPER.readTree(object).path("metadata");
            version = metadata.path("resourceVersion").asText();
            boolean end = metadata.path("annotations")
                    .path(INITIAL_EVENTS_END)
                    .asText()
                    .equals("true");
            if (listing != null && end) {
                end(listing, out);
            }
        } catch (IOException e) {
            out.bad("the bookmark can't be read", new byte[0]);
        }
    }
}

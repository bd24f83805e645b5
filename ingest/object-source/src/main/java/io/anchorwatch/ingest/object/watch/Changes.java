// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.watch;

import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.ObjectChange.Origin;
import io.anchorwatch.ingest.event.ObjectChangeCodec;
import io.anchorwatch.ingest.event.ObjectChangeCodec.Sighting;
import io.anchorwatch.ingest.event.ObjectHeader;
import io.anchorwatch.ingest.event.ObjectResult;
import io.anchorwatch.ingest.object.api.WatchedResource;
import io.anchorwatch.ingest.object.state.Known;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/** Makes records of objects, by what is known of them. */
final class Changes {

    private final String cluster;
    private final WatchedResource resource;
    private final ObjectChangeCodec codec;
    private final Outbox outbox;
    private final WatchMetrics metrics;
    private final InstantSource clock;

    Changes(
            String cluster,
            WatchedResource resource,
            ObjectChangeCodec codec,
            Outbox outbox,
            WatchMetrics metrics,
            InstantSource clock) {
        this.cluster = cluster;
        this.resource = resource;
        this.codec = codec;
        this.outbox = outbox;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** An object as a listing has it. Returns how many changes that makes. */
    int listed(ObjectHeader header, byte[] object, Origin origin, Instant since) {
        metrics.received.increment();
        Optional<Known> before = outbox.known(header.key());
        ObjectChange.Type type = ObjectChange.Type.ADDED;
        int replaced = 0;
        if (before.isPresent() && !before.get().uid().equals(header.uid())) {
            replaced = gone(header.key(), before.get(), since);
        } else if (before.isPresent()) {
            if (before.get().version().equals(header.resourceVersion())) {
                metrics.unchanged.increment();
                return 0;
            }
            type = ObjectChange.Type.MODIFIED;
        }
        write(type, type == ObjectChange.Type.MODIFIED ? Origin.RELIST : origin, since, object);
        know(header);
        return replaced + 1;
    }

    /** An object that a listing has no more: of it only the name is left. */
    int gone(String key, Known known, Instant since) {
        metrics.received.increment();
        int slash = key.indexOf('/');
        ObjectHeader header = new ObjectHeader(
                resource.kind(),
                resource.apiVersion(),
                key.substring(0, slash),
                key.substring(slash + 1),
                known.uid(),
                known.version());
        write(ObjectChange.Type.DELETED, Origin.RELIST, since, header.remains());
        outbox.know(key, Optional.empty());
        return 1;
    }

    /** An event of the watch; one that tells nothing newer than what is known is left out. */
    void watched(ObjectChange.Type type, ObjectHeader header, byte[] object, Instant since) {
        Optional<Known> before = outbox.known(header.key());
        if (before.isPresent() && Versions.reached(before.get().version(), header.resourceVersion())) {
            metrics.unchanged.increment();
            return;
        }
        boolean other = before.isPresent() && !before.get().uid().equals(header.uid());
        if (other) {
            int unused = gone(header.key(), before.orElseThrow(), since);
        }
        write(type, Origin.WATCH, clock.instant(), object);
        if (type == ObjectChange.Type.DELETED) {
            outbox.know(header.key(), Optional.empty());
        } else {
            know(header);
        }
    }

    /** Bytes that hold no object. */
    void malformed(byte[] bytes) {
        write(ObjectChange.Type.MODIFIED, Origin.WATCH, clock.instant(), bytes);
    }

    /** The header, or empty after the object went to the dead letters. */
    Optional<ObjectHeader> header(byte[] object) {
        try {
            ObjectHeader header = ObjectHeader.of(object);
            if (!header.name().isEmpty()) {
                return Optional.of(header);
            }
        } catch (IOException e) {
            // Told below.
        }
        malformed(object);
        return Optional.empty();
    }

    private void know(ObjectHeader header) {
        outbox.know(header.key(), Optional.of(new Known(header.uid(), header.resourceVersion())));
    }

    private void write(ObjectChange.Type type, Origin origin, Instant since, byte[] object) {
        Instant now = clock.instant();
        Instant from = origin == Origin.RELIST ? since : now;
        ObjectResult result = codec.encode(new Sighting(cluster, type, origin, resource.ref(), now, from), object);
        if (result instanceof ObjectResult.Decoded decoded) {
            outbox.add(EventRecord.of(decoded.change(), now));
        } else if (result instanceof ObjectResult.Malformed malformed) {
            outbox.add(EventRecord.deadLetter(cluster, "watch/" + resource.name(), malformed, now));
        }
    }
}

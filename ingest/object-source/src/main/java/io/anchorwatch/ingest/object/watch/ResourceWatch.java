// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.watch;

import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.event.ObjectChange.Origin;
import io.anchorwatch.ingest.event.ObjectHeader;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.event.WatchNoticeCodec;
import io.anchorwatch.ingest.object.api.ApiException;
import io.anchorwatch.ingest.object.api.ListPages;
import io.anchorwatch.ingest.object.api.Listing;
import io.anchorwatch.ingest.object.api.WatchedResource;
import io.anchorwatch.ingest.object.state.Known;
import io.anchorwatch.ingest.object.state.Position;
import io.anchorwatch.ingest.object.state.WatchState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Decides what a loop does next: list, check, or watch on. */
final class ResourceWatch {

    /** What may throw when the server answers: publishing can be told to stop. */
    interface Answered {
        void run() throws InterruptedException;
    }

    private final WatchContext context;
    private final WatchedResource resource;
    private final WatchState.StreamId stream;
    private final WatchMetrics metrics;
    private final Notices notices;
    private final Outbox outbox;
    private final Changes changes;
    private final Answered answered;
    private final EventStream events;
    private boolean expired;
    private Instant nextCheck;
    private @Nullable Check check;

    ResourceWatch(WatchContext context, WatchedResource resource, Answered answered, Runnable onChange) {
        this.context = context;
        this.resource = resource;
        this.answered = answered;
        this.stream = new WatchState.StreamId(context.cluster(), resource.name());
        this.metrics = new WatchMetrics(context.registry(), context.clock(), context.cluster(), resource.name());
        PatientPublisher publisher = new PatientPublisher(context, resource.name());
        this.notices = new Notices(context, publisher);
        this.outbox = new Outbox(publisher, context.state(), stream, metrics);
        this.changes = new Changes(context.cluster(), resource, WatchContext.CODEC, outbox, metrics, context.clock());
        this.events = new EventStream(context, resource, changes, outbox, metrics, onChange);
        this.nextCheck = later();
    }

    /** Does the next thing; returns when the server ended it in good order. */
    void step() throws IOException, InterruptedException {
        Optional<Position> position = context.state().position(stream);
        if (position.isEmpty() || expired) {
            list(position);
            return;
        }
        if (!context.clock().instant().isBefore(nextCheck)) {
            try {
                check(position.get());
            } catch (ApiException refused) {
                if (!refused.gone()) {
                    throw refused;
                }
                // A page's token expired, not the watch: the next check is as good.
            }
        }
        events.watch(position.get(), answered, nextCheck, check);
        if (check != null && events.settled()) {
            check = null;
        }
        if (events.fruitless()) {
            // Some servers close a watch from a lost version instead of saying so.
            expired = true;
        }
    }

    /** What was read but not published will be read again. */
    void broken() {
        outbox.forget();
        metrics.reconnects.increment();
    }

    void expired() {
        expired = true;
    }

    /** The loop is over. */
    void end() {
        context.health().problem(resource.name(), "");
    }

    void notice(WatchNotice.Kind kind, String about, String detail) throws InterruptedException {
        notices.tell(kind, about, detail);
    }

    private void list(Optional<Position> before) throws IOException, InterruptedException {
        Instant now = context.clock().instant();
        Instant since = before.map(Position::seen).orElse(now);
        Origin origin = before.isPresent() ? Origin.RELIST : Origin.LIST;
        metrics.relists.increment(before.isPresent() ? 1 : 0);
        Set<String> seen = new HashSet<>();
        long[] count = new long[1];
        String version = new Listing(context.api(), resource).all(object -> {
            if (seen.isEmpty()) {
                answered.run();
            }
            metrics.alive();
            Optional<ObjectHeader> header = changes.header(object);
            if (header.isPresent()) {
                seen.add(header.get().key());
                count[0] += changes.listed(header.get(), object, origin, since);
            }
            outbox.flushIfFull();
        });
        answered.run();
        outbox.flush();
        for (var gone : missing(seen).entrySet()) {
            count[0] += changes.gone(gone.getKey(), gone.getValue(), since);
            outbox.flushIfFull();
        }
        String from = before.map(Position::version).orElse("");
        WatchNotice.Kind kind = before.isPresent() ? WatchNotice.Kind.GAP : WatchNotice.Kind.BASELINE;
        var details = new WatchNoticeCodec.Details(since, from, version, count[0], "");
        outbox.add(EventRecord.of(WatchNoticeCodec.of(
                context.cluster(), kind, resource.name(), context.clock().instant(), details)));
        outbox.advance(new Position(version, now, now));
        outbox.flush();
        metrics.gaps.increment(before.isPresent() ? 1 : 0);
        expired = false;
        check = null;
        nextCheck = later();
    }

    private Map<String, Known> missing(Set<String> seen) {
        Map<String, Known> missing = new HashMap<>();
        context.state().forEach(stream, (key, known) -> {
            if (!seen.contains(key)) {
                missing.put(key, known);
            }
        });
        return missing;
    }

    private void check(Position position) throws IOException, InterruptedException {
        metrics.relists.increment();
        // Whatever becomes of the list, the watch goes on.
        nextCheck = later();
        Check found = new Check();
        Set<String> seen = new HashSet<>();
        found.at(new ListPages(context.api(), resource).all(object -> {
            metrics.alive();
            ObjectHeader header = ObjectHeader.of(object);
            seen.add(header.key());
            Known listed = new Known(header.uid(), header.resourceVersion());
            if (!outbox.known(header.key()).equals(Optional.of(listed)) && !found.tooMuch()) {
                found.differs(header, object);
            }
        }));
        missing(seen).keySet().forEach(found::missing);
        expired = found.tooMuch();
        check = found;
        if (found.isEmpty()) {
            check = null;
            Instant now = context.clock().instant();
            outbox.advance(new Position(position.version(), position.seen(), now));
            outbox.flush();
        }
    }

    private Instant later() {
        long millis = context.times().relist().toMillis();
        long jitter = context.random().nextLong(millis / 10 + 1);
        return context.clock().instant().plus(Duration.ofMillis(millis - jitter));
    }
}

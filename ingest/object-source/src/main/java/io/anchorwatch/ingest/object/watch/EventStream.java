// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.watch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.ObjectHeader;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.event.WatchNoticeCodec;
import io.anchorwatch.ingest.object.api.ApiException;
import io.anchorwatch.ingest.object.api.BodyStream;
import io.anchorwatch.ingest.object.api.WatchLines;
import io.anchorwatch.ingest.object.api.WatchedResource;
import io.anchorwatch.ingest.object.state.Position;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One watch after the other from a position, publishing what they tell before the position moves. */
final class EventStream {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int FRUITLESS = 5;

    private final WatchContext context;
    private final WatchedResource resource;
    private final Changes changes;
    private final Outbox outbox;
    private final WatchMetrics metrics;
    private final Runnable onChange;
    private Position position = new Position("", Instant.EPOCH, Instant.EPOCH);
    private @Nullable Check check;
    private boolean settled;
    private int fruitless;
    private Instant settleBy = Instant.MAX;

    EventStream(
            WatchContext context,
            WatchedResource resource,
            Changes changes,
            Outbox outbox,
            WatchMetrics metrics,
            Runnable onChange) {
        this.context = context;
        this.resource = resource;
        this.changes = changes;
        this.outbox = outbox;
        this.metrics = metrics;
        this.onChange = onChange;
    }

    /** Whether the check that the last watch was given has been settled. */
    boolean settled() {
        return settled;
    }

    /** Whether one watch after the other ended at once with nothing. */
    boolean fruitless() {
        boolean many = fruitless >= FRUITLESS;
        fruitless = many ? 0 : fruitless;
        return many;
    }

    /** Watches until the server ends it, or until the time of the next check. */
    void watch(Position from, ResourceWatch.Answered answered, Instant until, @Nullable Check pending)
            throws IOException, InterruptedException {
        position = from;
        if (pending != null && pending != check) {
            settleBy = context.clock().instant().plus(context.times().silence());
        }
        check = pending;
        settled = false;
        Instant started = context.clock().instant();
        long events = 0;
        try (BodyStream body =
                context.api().get(url(), "application/json", context.times().silence())) {
            answered.run();
            WatchLines lines = new WatchLines(body);
            WatchLines.Event event = lines.next();
            while (event != null) {
                events++;
                body.patience(context.times().silence());
                metrics.alive();
                context.health().alive();
                handle(event);
                if (!lines.ready()) {
                    flush();
                    if (!context.clock().instant().isBefore(until) && check == null) {
                        return;
                    }
                }
                outbox.flushIfFull();
                event = lines.next();
            }
        }
        flush();
        boolean atOnce = context.clock().instant().isBefore(started.plusSeconds(1));
        fruitless = events == 0 && atOnce ? fruitless + 1 : 0;
    }

    private void flush() throws InterruptedException {
        outbox.flush();
        onChange.run();
    }

    private String url() {
        Duration longest = context.times().watchTimeout();
        long seconds = Math.max(1, longest.toSeconds() / 2 + context.random().nextLong(longest.toSeconds() / 2 + 1));
        return resource.path() + "?watch=true&allowWatchBookmarks=true&timeoutSeconds=" + seconds + "&resourceVersion="
                + URLEncoder.encode(position.version(), StandardCharsets.UTF_8);
    }

    private void handle(WatchLines.Event event) throws IOException {
        metrics.received.increment();
        switch (event.type()) {
            case "ADDED" -> change(ObjectChange.Type.ADDED, event.object());
            case "MODIFIED" -> change(ObjectChange.Type.MODIFIED, event.object());
            case "DELETED" -> change(ObjectChange.Type.DELETED, event.object());
            case "BOOKMARK" -> {
                metrics.bookmarks.increment();
                advance(ObjectHeader.of(event.object()).resourceVersion());
            }
            case "ERROR" -> {
                metrics.errors.increment();
                JsonNode status = MAPPER.readTree(event.object());
                throw new ApiException(
                        status.path("code").asInt(),
                        Duration.ZERO,
                        status.path("message").asText());
            }
            default -> changes.malformed(event.object());
        }
    }

    private void change(ObjectChange.Type type, byte[] object) {
        Optional<ObjectHeader> header = changes.header(object);
        if (header.isPresent()) {
            String version = header.get().resourceVersion();
            if (check != null && !Versions.reached(check.version(), version)) {
                settle(check);
            }
            changes.watched(type, header.get(), object, position.seen());
            advance(version);
        }
    }

    private void advance(String version) {
        if (!version.isEmpty()) {
            position = position.at(version, context.clock().instant());
            outbox.advance(position);
        }
        boolean waitedEnough = !context.clock().instant().isBefore(settleBy);
        if (check != null && (waitedEnough || Versions.reached(position.version(), check.version()))) {
            settle(check);
        }
    }

    private void settle(Check due) {
        check = null;
        settled = true;
        Instant since = position.listed();
        Instant now = context.clock().instant();
        int found = due.settle(changes, outbox, since);
        position = new Position(position.version(), position.seen(), now);
        outbox.advance(position);
        if (found > 0) {
            metrics.divergences.increment();
            var details = new WatchNoticeCodec.Details(since, position.version(), due.version(), found, "");
            outbox.add(EventRecord.of(WatchNoticeCodec.of(
                    context.cluster(), WatchNotice.Kind.DIVERGENCE, resource.name(), now, details)));
        }
    }
}

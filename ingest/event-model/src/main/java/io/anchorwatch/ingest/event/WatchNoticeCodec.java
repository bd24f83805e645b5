// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * Writes and reads {@link WatchNotice}s. The JSON: {@code kind} WatchNotice, {@code apiVersion} anchorwatch.io/v1,
 * {@code notice}, {@code resource}, {@code observedTimestamp}, {@code since}, {@code fromResourceVersion},
 * {@code toResourceVersion}, {@code changes}, {@code detail}.
 */
public final class WatchNoticeCodec {

    private static final String KIND = "WatchNotice";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private WatchNoticeCodec() {}

    /**
     * What a notice tells beside its kind; empty texts where it has nothing to tell.
     *
     * @param since when the watcher last knew all
     * @param changes how many objects were found to differ
     * @param detail one line for people
     */
    public record Details(
            Instant since, String fromResourceVersion, String toResourceVersion, long changes, String detail) {}

    /** A notice of now. */
    public static WatchNotice of(
            String cluster, WatchNotice.Kind kind, String resource, Instant time, Details details) {
        ObjectNode json = MAPPER.createObjectNode();
        json.put("kind", KIND).put("apiVersion", ObjectChangeCodec.API_VERSION);
        json.put("notice", kind.wireName()).put("resource", resource);
        json.put("observedTimestamp", time.toString())
                .put("since", details.since().toString());
        json.put("fromResourceVersion", details.fromResourceVersion());
        json.put("toResourceVersion", details.toResourceVersion());
        json.put("changes", details.changes()).put("detail", details.detail());
        try {
            byte[] bytes = MAPPER.writeValueAsBytes(json);
            return new WatchNotice(EventId.of(json), cluster, kind, resource, time, bytes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was made cannot be written", e);
        }
    }

    /** Reads what {@link #of} wrote; empty when it is something else. */
    public static Optional<WatchNotice> decode(String cluster, byte[] bytes) {
        try {
            JsonNode json = MAPPER.readTree(bytes);
            Optional<WatchNotice.Kind> kind =
                    WatchNotice.Kind.of(json.path("notice").asText());
            if (!(json instanceof ObjectNode object)
                    || !json.path("kind").asText().equals(KIND)) {
                return Optional.empty();
            }
            Instant time = EventTimes.parse(json.path("observedTimestamp").asText());
            String resource = json.path("resource").asText();
            return kind.map(known -> new WatchNotice(EventId.of(object), cluster, known, resource, time, bytes));
        } catch (IOException | DateTimeException notOurs) {
            return Optional.empty();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;

/** A consistent list as the initial events of a watch, which costs a server that has them far less than pages do. */
final class InitialEvents {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private InitialEvents() {}

    /**
     * Lists all.
     *
     * @return the version of the list; empty when the server has no such events, or broke off: some of the items may
     *     have been given
     */
    static Optional<String> all(ApiClient api, WatchedResource resource, ListPages.Items items)
            throws IOException, InterruptedException {
        String query = "?watch=true&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true";
        try (BodyStream body = api.get(resource.path() + query, "application/json", PATIENCE)) {
            WatchLines lines = new WatchLines(body);
            WatchLines.Event event = lines.next();
            while (event != null && event.type().equals("ADDED")) {
                items.item(event.object());
                body.patience(PATIENCE);
                event = lines.next();
            }
            // A server that knows nothing of this sends other events sooner or later, or none.
            return event == null || !event.type().equals("BOOKMARK") ? Optional.empty() : end(event.object());
        } catch (ApiException refused) {
            if (refused.invalid()) {
                return Optional.empty();
            }
            throw refused;
        } catch (SocketTimeoutException silent) {
            return Optional.empty();
        }
    }

    private static Optional<String> end(byte[] bookmark) throws IOException {
        JsonNode metadata = MAPPER.readTree(bookmark).path("metadata");
        boolean end = metadata.path("annotations")
                .path("k8s.io/initial-events-end")
                .asText()
                .equals("true");
        return end ? Optional.of(metadata.path("resourceVersion").asText()) : Optional.empty();
    }
}

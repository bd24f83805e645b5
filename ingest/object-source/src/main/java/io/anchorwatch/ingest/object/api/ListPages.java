// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.anchorwatch.ingest.event.ListItems;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** A consistent list of a resource, page by page; of a page one object at a time is in memory. */
public final class ListPages {

    private static final int PAGE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Integer.MAX_VALUE)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private final ApiClient api;
    private final WatchedResource resource;

    public ListPages(ApiClient api, WatchedResource resource) {
        this.api = api;
        this.resource = resource;
    }

    /** Takes an object with its kind and API version. */
    public interface Items {
        void item(byte[] object) throws IOException, InterruptedException;
    }

    private record Page(String version, String next) {}

    /**
     * Lists all.
     *
     * @return the version of the list
     * @throws ApiException 410 when a page's token expired on the way: what was given may be of two versions
     */
    public String all(Items items) throws IOException, InterruptedException {
        String next = "";
        do {
            String token = next.isEmpty() ? "" : "&continue=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
            Page page;
            try (BodyStream body = api.get(resource.path() + "?limit=" + PAGE + token, "application/json", PATIENCE)) {
                page = page(body, items);
            }
            if (page.next().isEmpty()) {
                return page.version();
            }
            next = page.next();
        } while (true);
    }

    private Page page(BodyStream body, Items items) throws IOException, InterruptedException {
        String version = "";
        String next = "";
        try (JsonParser parser = FACTORY.createParser(body)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("the answer is no list");
            }
            JsonToken token = parser.nextToken();
            while (token == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("items") && value == JsonToken.START_ARRAY) {
                    items(parser, body, items);
                } else if (name.equals("metadata") && value == JsonToken.START_OBJECT) {
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        String field = parser.currentName();
                        parser.nextToken();
                        version = field.equals("resourceVersion") ? parser.getText() : version;
                        next = field.equals("continue") ? parser.getText() : next;
                        parser.skipChildren();
                    }
                } else {
                    parser.skipChildren();
                }
                token = parser.nextToken();
            }
            if (token != JsonToken.END_OBJECT || version.isEmpty()) {
                throw new IOException("the list is cut off or has no version");
            }
        }
        return new Page(version, next);
    }

    private void items(JsonParser parser, BodyStream body, Items items) throws IOException, InterruptedException {
        ByteArrayOutputStream out = new ByteArrayOutputStream(8 << 10);
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            if (token == null) {
                throw new IOException("the list is cut off");
            }
            out.reset();
            try (JsonGenerator copy = FACTORY.createGenerator(out)) {
                copy.copyCurrentStructureExact(parser);
            }
            items.item(ListItems.typed(out.toByteArray(), resource.kind(), resource.apiVersion()));
            body.patience(PATIENCE);
        }
    }
}

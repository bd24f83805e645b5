// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.servers.stub.Json;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.stub.VendorStub;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The bulk API of OpenSearch and Elasticsearch, for what the real ones cannot be made to do when a test wants it. The
 * credentials are what follows {@code ApiKey}; empty asks for none. An alert's id is the {@code _id} of its document.
 *
 * <p>Checks the content type, the last line's end, the pairs of lines, and that only {@code create} is used, with an index
 * and an id. Answers for each item 201, 409 for one that is there, 400 for one refused, or what {@link #itemsAnswer} says.
 *
 * @see <a href="https://docs.opensearch.org/latest/api-reference/document-apis/bulk/">bulk, OpenSearch</a>
 * @see <a href="https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk">bulk, Elasticsearch</a>
 */
public final class BulkStub extends VendorStub {

    private static final int MOST_BYTES = 100 << 20;

    private final Set<String> there = new HashSet<>();
    private volatile int scripted;

    private BulkStub(StubSetup setup, String key) {
        super(setup, key);
    }

    /** A cluster; an empty key lets everybody in. */
    public static BulkStub start(StubSetup setup, String key) {
        BulkStub stub = new BulkStub(setup, key);
        stub.open();
        return stub;
    }

    /** From now on no item is stored and each has that status, 429 for one; 0 ends it. */
    public void itemsAnswer(int status) {
        scripted = status;
    }

    @Override
    protected StubAnswer answer(StubRequest request) {
        if (request.path().equals("/_cluster/health") && request.method().equals("GET")) {
            return StubAnswer.json(200, "{\"status\":\"green\"}");
        }
        if (!request.path().matches("(/[^/]+)?/_bulk") || !request.method().equals("POST")) {
            return refuse(StubAnswer.of(404), request.method() + " " + request.path());
        }
        if (!faults().credentials().isEmpty() && !authorized(request, "ApiKey")) {
            return refuse(error(401, "security_exception"), "not the key");
        }
        if (!Set.of("application/x-ndjson", "application/json").contains(request.mediaType())) {
            return refuse(error(406, "media_type_header_exception"), request.mediaType());
        }
        if (request.body().length > MOST_BYTES) {
            return refuse(StubAnswer.of(413), request.body().length + " bytes");
        }
        String text = request.text();
        List<String> lines = text.lines().toList();
        if (!text.endsWith("\n") || lines.size() % 2 != 0) {
            return refuse(error(400, "illegal_argument_exception"), "no pairs of lines, each with its end");
        }
        List<String> items = new ArrayList<>();
        for (int i = 0; i < lines.size(); i += 2) {
            Optional<JsonNode> action = line(lines.get(i)).map(line -> line.path("create"));
            if (action.isEmpty() || action.get().path("_id").asText().isEmpty()) {
                return refuse(error(400, "illegal_argument_exception"), "line " + (i + 1) + " creates nothing by id");
            }
            items.add(item(
                    index(request, action.get()),
                    action.get(),
                    line(lines.get(i + 1)).filter(JsonNode::isObject)));
        }
        boolean errors = items.stream().anyMatch(item -> item.contains("\"error\""));
        return StubAnswer.json(
                200, "{\"took\":1,\"errors\":" + errors + ",\"items\":[" + String.join(",", items) + "]}");
    }

    private static Optional<JsonNode> line(String line) {
        return Json.read(line.getBytes(UTF_8));
    }

    /** The action's index, or the path's. */
    private static String index(StubRequest request, JsonNode action) {
        String path = request.path();
        return action.path("_index").asText(path.substring(1, Math.max(1, path.length() - "/_bulk".length())));
    }

    private String item(String index, JsonNode action, Optional<JsonNode> document) {
        String id = action.path("_id").asText();
        if (scripted != 0) {
            String type = scripted == 429 ? "es_rejected_execution_exception" : "scripted_exception";
            return item(index, id, scripted, type);
        }
        if (document.isEmpty() || faults().rejects(id)) {
            violated("400: the document of " + id);
            return item(index, id, 400, "mapper_parsing_exception");
        }
        if (!there.add(index + "/" + id)) {
            return item(index, id, 409, "version_conflict_engine_exception");
        }
        accepted(id);
        return item(index, id, 201, "");
    }

    private static String item(String index, String id, int status, String type) {
        String error = type.isEmpty() ? "" : ",\"error\":{\"type\":\"" + type + "\",\"reason\":\"refused\"}";
        return "{\"create\":{\"_index\":%s,\"_id\":%s,\"status\":%d%s}}"
                .formatted(Json.quote(index), Json.quote(id), status, error);
    }

    private static StubAnswer error(int status, String type) {
        return StubAnswer.json(
                status, "{\"error\":{\"type\":\"" + type + "\",\"reason\":\"refused\"},\"status\":" + status + "}");
    }
}

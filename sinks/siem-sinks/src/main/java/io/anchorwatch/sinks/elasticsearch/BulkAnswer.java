// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.siem.Json;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an answer to a bulk request says of each document.
 *
 * <p>A conflict means that the document is there. A document that cannot be parsed or mapped will never be taken. All else is
 * about the cluster: an overload, a full disk, a closed or missing index.
 */
final class BulkAnswer {

    /** Refusals with status 400 that say nothing of the document. */
    private static final Set<String> OF_THE_TARGET = Set.of(
            "index_closed_exception",
            "cluster_block_exception",
            "invalid_index_name_exception",
            "index_not_found_exception",
            "es_rejected_execution_exception",
            "rejected_execution_exception",
            "circuit_breaking_exception",
            "process_cluster_event_timeout_exception",
            "unavailable_shards_exception");

    private static final String CONFLICT = "version_conflict_engine_exception";
    private static final Pattern TYPE = Pattern.compile("[a-z_]{1,60}");

    private final String origin;

    BulkAnswer(String origin) {
        this.origin = origin;
    }

    List<DeliveryResult> read(byte[] answer, int expected) {
        JsonNode items = Json.read(answer).path("items");
        if (items.size() != expected) {
            return Collections.nCopies(
                    expected, DeliveryResult.retry(origin + " answered something that is no result of a bulk request"));
        }
        List<DeliveryResult> results = new ArrayList<>(expected);
        for (JsonNode item : items) {
            JsonNode create = item.path("create");
            results.add(verdict(
                    create.path("status").asInt(),
                    create.path("error").path("type").asText()));
        }
        return results;
    }

    private DeliveryResult verdict(int status, String type) {
        if (status == 200 || status == 201 || (status == 409 && type.equals(CONFLICT))) {
            return DeliveryResult.delivered();
        }
        String said = origin + " answered " + status + (TYPE.matcher(type).matches() ? " " + type : "");
        if ((status == 400 || status == 413) && !OF_THE_TARGET.contains(type)) {
            return new Rejected(said);
        }
        return DeliveryResult.retry(said + advice(status, type));
    }

    private static String advice(int status, String type) {
        if (type.equals("cluster_block_exception")) {
            return ": the index is blocked, often for a full disk; make room and lift the block";
        }
        return switch (status) {
            case 401, 403 -> ": let the sink's user create documents there";
            case 404 -> ": create the data stream or its template";
            default -> "";
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.siem.Digests;
import io.anchorwatch.sinks.siem.Encoded;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The lines of a bulk request. */
final class BulkBody {

    /** The server refuses a whole request for one longer id. */
    private static final int MOST_ID_BYTES = 512;

    private BulkBody() {}

    /** What to do with an alert, and the alert: two lines. */
    static byte[] item(Alert alert) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(4096);
        // The only operation that a data stream takes.
        lines.writeBytes(Json.write(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("create");
            json.writeStringField("_id", id(alert));
            json.writeEndObject();
            json.writeEndObject();
        }));
        lines.write('\n');
        lines.writeBytes(AlertFormats.ECS.encode(alert));
        lines.write('\n');
        return lines.toByteArray();
    }

    static byte[] join(List<Encoded> items) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        items.forEach(item -> body.writeBytes(item.bytes()));
        return body.toByteArray();
    }

    /** The delivery id, or its digest where the server would not have it: a topic may hold what is not ours. */
    private static String id(Alert alert) {
        String id = alert.deliveryId();
        boolean fits = !id.isEmpty() && id.getBytes(UTF_8).length <= MOST_ID_BYTES;
        return fits ? id : Digests.sha256(List.of(id));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.elasticsearch;

import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.siem.DeliveryIds;
import io.anchorwatch.sinks.siem.Encoded;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** The lines of a bulk request. */
final class BulkBody {

    private BulkBody() {}

    /** What to do with an alert, and the alert: two lines. */
    static byte[] item(Alert alert) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream(4096);
        // The only operation that a data stream takes.
        lines.writeBytes(Json.write(json -> {
            json.writeStartObject();
            json.writeObjectFieldStart("create");
            json.writeStringField("_id", DeliveryIds.key(alert));
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
}

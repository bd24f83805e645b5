// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.splunk;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.sinks.format.SeverityMap;
import io.anchorwatch.sinks.siem.EpochTime;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.streamjobs.alert.Alert;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * One event of the collector.
 *
 * @see <a href="https://docs.splunk.com/Documentation/Splunk/latest/Data/FormateventsforHTTPEventCollector">Format events</a>
 */
final class HecEvent {

    /** Of a host; longer than any name of a cluster that is meant. */
    private static final int MOST_HOST = 255;

    private HecEvent() {}

    /** The alert as a JSON object; events follow each other without anything between. */
    static byte[] encode(Alert alert, SplunkConfig config) {
        return Json.write(json -> {
            json.writeStartObject();
            json.writeNumberField("time", BigDecimal.valueOf(EpochTime.millis(alert.time()), 3));
            if (!alert.cluster().isEmpty()) {
                json.writeStringField("host", PlainText.clean(alert.cluster(), MOST_HOST));
            }
            json.writeStringField("source", config.source());
            json.writeStringField("sourcetype", config.sourcetype());
            Optional<String> index = config.index();
            if (index.isPresent()) {
                json.writeStringField("index", index.get());
            }
            json.writeFieldName("event");
            json.writeRawValue(new String(config.format().encode(alert), UTF_8));
            // Indexed: the collector keeps no id of its own, searches tell repeats apart by this one.
            json.writeObjectFieldStart("fields");
            json.writeStringField("alert_id", alert.deliveryId());
            json.writeStringField("severity", SeverityMap.splunkUrgency(alert.severity()));
            json.writeEndObject();
            json.writeEndObject();
        });
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.format.CloudEventsFormat;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import io.anchorwatch.streamjobs.alert.WireTime;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Alerts as CloudEvents 1.0 for HTTP. */
final class CloudEvents {

    static final String STRUCTURED_TYPE = "application/cloudevents+json; charset=utf-8";
    static final String BATCH_TYPE = "application/cloudevents-batch+json; charset=utf-8";

    private static final AlertCodec CODEC = new AlertCodec();

    private CloudEvents() {}

    /** The attributes as headers of binary mode. */
    static Map<String, String> binaryHeaders(Alert alert) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce-specversion", AlertTopics.SPEC_VERSION);
        headers.put("ce-id", headerText(alert.deliveryId()));
        headers.put("ce-source", CloudEventsFormat.source(alert));
        headers.put("ce-type", AlertTopics.ALERT_TYPE);
        headers.put("ce-time", WireTime.format(alert.time()));
        headers.put("Content-Type", AlertTopics.JSON_TYPE);
        return headers;
    }

    static byte[] data(Alert alert) {
        return CODEC.encode(alert);
    }

    static byte[] structured(Alert alert) {
        return AlertFormats.CLOUDEVENTS.encode(alert);
    }

    static byte[] batch(List<Alert> alerts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write('[');
        for (Alert alert : alerts) {
            if (bytes.size() > 1) {
                bytes.write(',');
            }
            bytes.writeBytes(structured(alert));
        }
        bytes.write(']');
        return bytes.toByteArray();
    }

    /** A value as the HTTP binding, 3.1.3.2, wants it: what is not plain visible ASCII goes percent-encoded. */
    static String headerText(String text) {
        StringBuilder encoded = new StringBuilder(text.length());
        for (byte octet : text.getBytes(UTF_8)) {
            boolean plain = octet > ' ' && octet < 0x7f && octet != '"' && octet != '%';
            if (plain) {
                encoded.append((char) octet);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", octet & 0xff));
            }
        }
        return encoded.toString();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import io.anchorwatch.streamjobs.alert.WireTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Alerts as CloudEvents 1.0 for HTTP. */
final class CloudEvents {

    static final String STRUCTURED_TYPE = "application/cloudevents+json; charset=utf-8";
    static final String BATCH_TYPE = "application/cloudevents-batch+json; charset=utf-8";

    private static final JsonFactory JSON = new JsonFactory();
    private static final AlertCodec CODEC = new AlertCodec();

    private CloudEvents() {}

    /** The attributes as headers of binary mode. */
    static Map<String, String> binaryHeaders(Alert alert) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce-specversion", AlertTopics.SPEC_VERSION);
        headers.put("ce-id", headerText(alert.deliveryId()));
        headers.put("ce-source", headerText(alert.cluster()));
        headers.put("ce-type", AlertTopics.ALERT_TYPE);
        headers.put("ce-time", WireTime.format(alert.time()));
        headers.put("Content-Type", AlertTopics.JSON_TYPE);
        return headers;
    }

    static byte[] data(Alert alert) {
        return CODEC.encode(alert);
    }

    static byte[] structured(Alert alert) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            write(json, alert);
        } catch (IOException e) {
            throw new UncheckedIOException("an event could not be encoded into memory", e);
        }
        return bytes.toByteArray();
    }

    static byte[] batch(List<Alert> alerts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartArray();
            for (Alert alert : alerts) {
                write(json, alert);
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException("events could not be encoded into memory", e);
        }
        return bytes.toByteArray();
    }

    private static void write(JsonGenerator json, Alert alert) throws IOException {
        json.writeStartObject();
        json.writeStringField("specversion", AlertTopics.SPEC_VERSION);
        json.writeStringField("id", wellFormed(alert.deliveryId()));
        json.writeStringField("source", wellFormed(alert.cluster()));
        json.writeStringField("type", AlertTopics.ALERT_TYPE);
        json.writeStringField("time", WireTime.format(alert.time()));
        json.writeStringField("datacontenttype", AlertTopics.JSON_TYPE);
        json.writeFieldName("data");
        json.writeRawValue(new String(CODEC.encode(alert), UTF_8));
        json.writeEndObject();
    }

    /** Lone surrogates become question marks, as Java's encoder makes them. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
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

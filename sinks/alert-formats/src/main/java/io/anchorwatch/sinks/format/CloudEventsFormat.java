// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

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

/**
 * CloudEvents 1.0, JSON format, structured mode; the data is the alert's own JSON.
 *
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">JSON event format</a>
 */
public final class CloudEventsFormat implements AlertFormat {

    private static final JsonFactory JSON = new JsonFactory();
    private static final AlertCodec CODEC = new AlertCodec();

    @Override
    public String id() {
        return "cloudevents";
    }

    @Override
    public String contentType() {
        return "application/cloudevents+json; charset=utf-8";
    }

    @Override
    public byte[] encode(Alert alert) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeStringField("specversion", AlertTopics.SPEC_VERSION);
            json.writeStringField("id", wellFormed(alert.deliveryId()));
            json.writeStringField("source", source(alert));
            json.writeStringField("type", AlertTopics.ALERT_TYPE);
            json.writeStringField("time", WireTime.format(alert.time()));
            json.writeStringField("datacontenttype", AlertTopics.JSON_TYPE);
            json.writeFieldName("data");
            json.writeRawValue(new String(CODEC.encode(alert), UTF_8));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("an event could not be encoded into memory", e);
        }
        return bytes.toByteArray();
    }

    /** The {@code source} of an alert's event: a URI reference for its cluster. */
    public static String source(Alert alert) {
        return UriText.reference(alert.cluster());
    }

    /** Lone surrogates become question marks, as Java's encoder makes them. */
    private static String wellFormed(String text) {
        return new String(text.getBytes(UTF_8), UTF_8);
    }
}

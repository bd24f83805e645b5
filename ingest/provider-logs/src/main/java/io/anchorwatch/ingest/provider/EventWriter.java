// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.provider;

import com.fasterxml.jackson.core.JsonGenerator;
import io.anchorwatch.ingest.event.JsonSlices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Writes an event field by field; values that are JSON go in as they are. */
final class EventWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(1024);
    private final JsonGenerator json;

    EventWriter() throws IOException {
        json = JsonSlices.factory().createGenerator(out);
        json.writeStartObject();
    }

    EventWriter text(String name, String text) throws IOException {
        json.writeStringField(name, text);
        return this;
    }

    EventWriter number(String name, int number) throws IOException {
        json.writeNumberField(name, number);
        return this;
    }

    EventWriter value(String name, Json value) throws IOException {
        json.writeFieldName(name);
        json.writeRawValue(new String(value.bytes(), StandardCharsets.UTF_8));
        return this;
    }

    byte[] bytes() throws IOException {
        json.writeEndObject();
        json.close();
        return out.toByteArray();
    }
}

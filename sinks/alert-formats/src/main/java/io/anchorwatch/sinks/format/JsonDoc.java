// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.anchorwatch.streamjobs.alert.WireTime;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * One JSON document with fixed keys, clean texts and bounds. Empty texts, lists and objects are left out. Remembers whether
 * anything was cut.
 */
final class JsonDoc {

    /** Of a text in UTF-16 units: what search engines index of a keyword by custom. */
    static final int TEXT = 1024;

    /** Of a text in a list. */
    private static final int ITEM = 512;

    private static final JsonFactory JSON = new JsonFactory();

    private final JsonGenerator json;
    private final List<String> pending = new ArrayList<>();
    private boolean cut;

    private JsonDoc(JsonGenerator json) {
        this.json = json;
    }

    /** What writes a part of a document. */
    interface Part {
        void write(JsonDoc doc) throws IOException;
    }

    /** What writes one item of a list. */
    interface Item<T> {
        void write(T item) throws IOException;
    }

    /** The document as one line of UTF-8. */
    static byte[] write(Part part) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            part.write(new JsonDoc(json));
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("an alert could not be encoded into memory", e);
        }
        return bytes.toByteArray();
    }

    /** Whether anything that was written so far had to be cut. */
    boolean isCut() {
        return cut;
    }

    /** An object, left out when nothing comes to stand in it. */
    void object(String name, Part part) throws IOException {
        pending.add(name);
        part.write(this);
        if (pending.isEmpty()) {
            json.writeEndObject();
        } else {
            pending.remove(pending.size() - 1);
        }
    }

    private JsonGenerator open() throws IOException {
        for (String name : pending) {
            json.writeObjectFieldStart(name);
        }
        pending.clear();
        return json;
    }

    void text(String name, String value) throws IOException {
        text(name, value, TEXT);
    }

    void text(String name, String value, int most) throws IOException {
        if (!value.isEmpty()) {
            open().writeStringField(name, clean(value, most));
        }
    }

    void number(String name, long value) throws IOException {
        open().writeNumberField(name, value);
    }

    void flag(String name, boolean value) throws IOException {
        open().writeBooleanField(name, value);
    }

    void time(String name, Instant value) throws IOException {
        open().writeStringField(name, WireTime.format(value));
    }

    void millis(String name, Instant value) throws IOException {
        open().writeNumberField(name, Times.millis(value));
    }

    void texts(String name, List<String> values, int most) throws IOException {
        if (values.isEmpty()) {
            return;
        }
        open().writeArrayFieldStart(name);
        for (String value : first(values, most)) {
            json.writeString(clean(value, ITEM));
        }
        json.writeEndArray();
    }

    /** A list of objects, of the first {@code most} items. */
    <T> void objects(String name, List<T> items, int most, Item<T> item) throws IOException {
        if (items.isEmpty()) {
            return;
        }
        open().writeArrayFieldStart(name);
        for (T each : first(items, most)) {
            json.writeStartObject();
            item.write(each);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private <T> List<T> first(List<T> values, int most) {
        cut |= values.size() > most;
        return values.subList(0, Math.min(most, values.size()));
    }

    private String clean(String value, int most) {
        String clean = PlainText.clean(value, most);
        cut |= clean.length() == most && PlainText.clean(value, most + 1).length() > most;
        return clean;
    }
}

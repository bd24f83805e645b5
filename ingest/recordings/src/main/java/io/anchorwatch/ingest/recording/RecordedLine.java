// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.anchorwatch.ingest.event.JsonSlices;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * One record of a topic of events as a line of a file: a CloudEvent in structured mode. The record's value comes back
 * byte for byte: it is {@code data} as it stands where that is one JSON object in UTF-8 on one line with nothing around
 * it, else {@code data_base64}.
 *
 * @param id {@code ce_id} of the record, where it stood when it has none
 * @param source the cluster; the topic when the record names none
 * @param type {@code ce_type} of the record, or {@link #UNREADABLE}
 * @param time {@code ce_time} of the record, else its timestamp; RFC 3339
 * @param receivedAt when ingest took it in, RFC 3339; empty when the record does not say
 * @param truncated why bodies were taken out of it; empty when they were not
 * @param key the record's key
 * @param topic where it stood
 * @param partition where it stood; -1 when the line does not say
 * @param offset where it stood; -1 when the line does not say
 * @param data the record's value; shared, not copied: do not modify. Null when it had none
 * @see <a href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/formats/json-format.md">CloudEvents JSON</a>
 */
public record RecordedLine(
        String id,
        String source,
        String type,
        String time,
        String receivedAt,
        String truncated,
        String key,
        String topic,
        int partition,
        long offset,
        byte @Nullable [] data) {

    /** Type of a record that the job could not judge either: it names no cluster, or has no value. */
    public static final String UNREADABLE = "io.anchorwatch.unreadable-record.v1";

    private static final byte[] DATA = ",\"data\":".getBytes(UTF_8);

    /** The line, without its end. */
    public byte[] encode() {
        ByteArrayOutputStream out = new ByteArrayOutputStream(512 + (data == null ? 0 : data.length));
        boolean asItStands = data != null && isOneLineOfJson(data);
        try {
            try (JsonGenerator json = JsonSlices.factory().createGenerator(out)) {
                json.writeStartObject();
                json.writeStringField("specversion", "1.0");
                json.writeStringField("id", id);
                json.writeStringField("source", source);
                json.writeStringField("type", type);
                json.writeStringField("time", time);
                json.writeStringField("datacontenttype", asItStands ? "application/json" : "application/octet-stream");
                optional(json, "receivedat", receivedAt);
                optional(json, "truncated", truncated);
                optional(json, "partitionkey", key);
                json.writeStringField("kafkatopic", topic);
                json.writeNumberField("kafkapartition", partition);
                // An Integer of CloudEvents has 32 bits.
                json.writeStringField("kafkaoffset", Long.toString(offset));
                if (data != null && !asItStands) {
                    json.writeStringField("data_base64", Base64.getEncoder().encodeToString(data));
                }
                json.writeEndObject();
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException("writing to memory failed", impossible);
        }
        return asItStands && data != null ? with(out.toByteArray(), data) : out.toByteArray();
    }

    private static byte[] with(byte[] envelope, byte[] data) {
        int end = envelope.length - 1;
        byte[] line = Arrays.copyOf(envelope, envelope.length + DATA.length + data.length);
        System.arraycopy(DATA, 0, line, end, DATA.length);
        System.arraycopy(data, 0, line, end + DATA.length, data.length);
        line[line.length - 1] = '}';
        return line;
    }

    private static void optional(JsonGenerator json, String name, String value) throws IOException {
        if (!value.isEmpty()) {
            json.writeStringField(name, value);
        }
    }

    /** Whether cutting it out of a line again gives these very bytes. */
    private static boolean isOneLineOfJson(byte[] value) {
        boolean ascii = true;
        for (byte b : value) {
            ascii &= b >= 0;
            if (b >= 0 && b < ' ' && b != '\t') {
                return false;
            }
        }
        if (!ascii && !Arrays.equals(value, JsonSlices.validUtf8(value))) {
            return false;
        }
        try (JsonParser parser = JsonSlices.parser(value)) {
            @Nullable JsonToken first = parser.nextToken();
            return first != null
                    && first.isStructStart()
                    && JsonSlices.value(parser, value).length == value.length
                    && parser.nextToken() == null;
        } catch (IOException noJson) {
            return false;
        }
    }

    /** The record of a line, or null when it is none of a recording. */
    public static @Nullable RecordedLine parse(byte[] line) {
        try (JsonParser parser = JsonSlices.parser(line)) {
            return parser.nextToken() == JsonToken.START_OBJECT ? new RecordedFields().read(parser, line) : null;
        } catch (IOException | IllegalArgumentException notOurs) {
            return null;
        }
    }
}

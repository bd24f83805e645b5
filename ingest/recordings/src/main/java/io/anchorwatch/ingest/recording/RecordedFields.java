// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.event.JsonSlices;
import java.io.IOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What has been read of a CloudEvent in structured mode; its members come in any order. */
final class RecordedFields {

    private static final int LONGEST_OFFSET = 18;

    private static final Set<String> OURS =
            Set.of(EventTopics.AUDIT_TYPE, EventTopics.OBJECT_TYPE, EventTopics.WATCH_NOTICE_TYPE);

    private final Map<String, String> texts = new HashMap<>();
    private byte @Nullable [] data;

    /** Reads on from the beginning of the object; null when it is no CloudEvent of a recording. */
    @Nullable
    RecordedLine read(JsonParser parser, byte[] line) throws IOException {
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("data")) {
                data = JsonSlices.value(parser, line);
            } else if (name.equals("data_base64") && value == JsonToken.VALUE_STRING) {
                data = Base64.getDecoder().decode(parser.getText());
            } else if (value.isScalarValue()) {
                texts.put(name, parser.getText());
            } else {
                parser.skipChildren();
            }
        }
        boolean ours = parser.nextToken() == null
                && text("specversion").startsWith("1.")
                && !text("id").isEmpty()
                && !text("source").isEmpty()
                && !text("type").isEmpty()
                && (texts.containsKey("kafkatopic") || OURS.contains(text("type")));
        return ours ? line() : null;
    }

    private RecordedLine line() {
        return new RecordedLine(
                text("id"),
                text("source"),
                text("type"),
                text("time"),
                text("receivedat"),
                text("truncated"),
                text("partitionkey"),
                text("kafkatopic"),
                (int) number("kafkapartition"),
                number("kafkaoffset"),
                data);
    }

    private long number(String name) {
        String text = text(name);
        return !text.isEmpty()
                        && text.length() <= LONGEST_OFFSET
                        && text.chars().allMatch(digit -> digit >= '0' && digit <= '9')
                ? Long.parseLong(text)
                : -1;
    }

    private String text(String name) {
        return texts.getOrDefault(name, "");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.rule.MessageTemplate;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule's output with the fields of an event filled in. What is missing shows as {@code <NA>}, a list as
 * {@code (a,b,c)} of at most 1023 bytes.
 */
final class Output implements MessageTemplate {

    static final int MAX_CHARS = 16_384;
    private static final int MAX_LIST_BYTES = 1_023;

    /**
     * A piece of the output.
     *
     * @param text what it says, when it is no field
     * @param value the field
     * @param width to how many characters its value is cut or filled up, 0 for as many as it has
     */
    record Part(String text, @Nullable Value value, int width) {}

    private final List<Part> parts;

    Output(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public String render(EventView event) {
        if (!(event instanceof AuditView audit)) {
            return "";
        }
        StringBuilder rendered = new StringBuilder();
        for (Part part : parts) {
            @Nullable Value value = part.value();
            String text = value == null ? part.text() : fit(text(value.read(audit)), part.width());
            rendered.append(text, 0, Math.min(text.length(), MAX_CHARS - rendered.length()));
        }
        return rendered.toString();
    }

    private static String text(Object value) {
        if (!(value instanceof List<?> list)) {
            return value == Missing.ABSENT ? "<NA>" : value.toString();
        }
        StringBuilder all = new StringBuilder("(");
        for (Object element : list) {
            all.append(all.length() > 1 ? "," : "").append(element);
            if (all.length() > MAX_LIST_BYTES) {
                break;
            }
        }
        return cut(all.append(')').toString());
    }

    /** As many whole characters as fit into the bytes. */
    private static String cut(String text) {
        if (text.length() * 3 <= MAX_LIST_BYTES) {
            return text;
        }
        CharBuffer characters = CharBuffer.wrap(text);
        StandardCharsets.UTF_8
                .newEncoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .encode(characters, ByteBuffer.allocate(MAX_LIST_BYTES), true);
        return text.substring(0, characters.position());
    }

    private static String fit(String text, int width) {
        if (width == 0) {
            return text;
        }
        return text.length() >= width ? text.substring(0, width) : text + " ".repeat(width - text.length());
    }
}

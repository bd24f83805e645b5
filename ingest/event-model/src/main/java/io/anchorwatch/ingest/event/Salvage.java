// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Set;

/** Makes an event that is over a limit fit by taking out its bodies, and says so in the event itself. */
final class Salvage {

    /** Audit annotation that tells a reader of the topic why bodies are missing. */
    static final String ANNOTATION = "anchorwatch.io/truncated";

    static final String TOO_LARGE = "event-too-large";
    static final String TOO_DEEP = "nesting-too-deep";

    private static final Set<String> BODIES = Set.of("requestObject", "responseObject");
    private static final Set<String> REASONS = Set.of(TOO_LARGE, TOO_DEEP);
    private static final int MAX_ENVELOPE_CHARS = 1 << 16;
    private static final String CUT = "[truncated]";

    private Salvage() {}

    static boolean isBody(String field) {
        return BODIES.contains(field);
    }

    /** Takes the bodies out and cuts long texts; whether that changed anything. */
    static boolean shrink(ObjectNode event) {
        boolean bodies = dropBodies(event);
        boolean texts = cutTexts(event);
        return bodies || texts;
    }

    /** Takes the bodies out; whether there were any. */
    static boolean dropBodies(ObjectNode event) {
        boolean any = BODIES.stream().anyMatch(event::has);
        event.remove(BODIES);
        return any;
    }

    /** Notes the reason in the event's annotations. */
    static void note(ObjectNode event, String reason) {
        JsonNode annotations = event.path("annotations");
        ObjectNode target = annotations instanceof ObjectNode o ? o : event.putObject("annotations");
        target.put(ANNOTATION, reason);
    }

    /** The reason noted in an event when it was decoded first, or empty. */
    static String noted(ObjectNode event) {
        String reason = event.path("annotations").path(ANNOTATION).asText("");
        return REASONS.contains(reason) ? reason : "";
    }

    /** Cuts texts over 65,536 characters down to that, in place; whether there were any. */
    private static boolean cutTexts(JsonNode node) {
        boolean any = false;
        if (node instanceof ObjectNode object) {
            for (var entry : object.properties()) {
                if (isTooLong(entry.getValue())) {
                    entry.setValue(cut(entry.getValue()));
                    any = true;
                } else {
                    any |= cutTexts(entry.getValue());
                }
            }
        } else {
            for (JsonNode item : node) {
                any |= cutTexts(item);
            }
        }
        return any;
    }

    private static boolean isTooLong(JsonNode node) {
        return node.isTextual() && node.textValue().length() > MAX_ENVELOPE_CHARS;
    }

    private static TextNode cut(JsonNode text) {
        int end = MAX_ENVELOPE_CHARS - CUT.length();
        String all = text.textValue();
        return TextNode.valueOf(all.substring(0, Character.isHighSurrogate(all.charAt(end - 1)) ? end - 1 : end) + CUT);
    }
}

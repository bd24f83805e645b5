// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.provider;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Bodies that the provider left out for their size, marked as those that this program leaves out itself. */
final class OmittedBodies {

    private static final String LEFT_OUT = "skipped-too-big-size-object";
    private static final String ANNOTATIONS = "annotations";
    private static final Json TOO_LARGE = new Json("\"event-too-large\"".getBytes(StandardCharsets.UTF_8));

    private OmittedBodies() {}

    /** The same event; without the texts that stand for bodies, and with a note, when there are any. */
    static byte[] marked(Json event) throws IOException {
        Map<String, Json> fields = event.fields();
        boolean any = false;
        for (String body : new String[] {"requestObject", "responseObject"}) {
            Json value = fields.get(body);
            if (value != null && value.text().equals(LEFT_OUT)) {
                fields.remove(body);
                any = true;
            }
        }
        if (!any) {
            return event.bytes();
        }
        Json annotations = fields.remove(ANNOTATIONS);
        EventWriter writer = new EventWriter();
        for (Map.Entry<String, Json> field : fields.entrySet()) {
            writer.value(field.getKey(), field.getValue());
        }
        EventWriter notes = new EventWriter();
        Map<String, Json> all = new LinkedHashMap<>(annotations == null ? Map.of() : annotations.fields());
        all.put("anchorwatch.io/truncated", TOO_LARGE);
        for (Map.Entry<String, Json> note : all.entrySet()) {
            notes.value(note.getKey(), note.getValue());
        }
        return writer.value(ANNOTATIONS, new Json(notes.bytes())).bytes();
    }
}

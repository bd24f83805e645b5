// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.diff.FieldChange;
import io.anchorwatch.streamjobs.detection.diff.ObjectDiff;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.ArrayList;
import java.util.List;

/** Which fields of an object were written, as rules name them: keys joined with dots, no indices. */
final class ChangedFields {

    private ChangedFields() {}

    /** Those that differ from the object as it was; of a patch alone, those it asks to write; absent else. */
    static Object of(AuditView event) {
        Object known = event.value(Envelope.CHANGED_FIELDS);
        if (known instanceof List<?>) {
            return known;
        }
        JsonNode patch = event.requestObject();
        if (!event.text(Envelope.VERB).equals("patch") || patch.isMissingNode()) {
            return Missing.ABSENT;
        }
        return patch.isArray() ? ofOperations(patch) : ofMerge(patch);
    }

    private static List<Object> ofOperations(JsonNode operations) {
        List<Object> fields = new ArrayList<>();
        for (JsonNode operation : operations) {
            List<String> keys = new ArrayList<>();
            for (String key : operation.path("path").asText().split("/", -1)) {
                boolean index =
                        key.equals("-") || (!key.isEmpty() && key.chars().allMatch(Character::isDigit));
                if (!key.isEmpty() && !index) {
                    keys.add(key.replace("~1", "/").replace("~0", "~"));
                }
            }
            fields.add(String.join(".", keys));
        }
        return List.copyOf(fields);
    }

    private static List<Object> ofMerge(JsonNode patch) {
        JsonNode nothing = patch.isObject() ? patch.path("") : patch;
        return ObjectDiff.between(nothing, patch, field -> field.equals("kind") || field.equals("apiVersion")).stream()
                .map(FieldChange::field)
                .<Object>map(field -> field)
                .distinct()
                .toList();
    }
}

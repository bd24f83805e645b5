// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.format.PlainText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The texts of a JSON document by the path of their keys. */
public final class Leaves {

    private Leaves() {}

    public static Map<String, List<String>> of(JsonNode document) {
        Map<String, List<String>> leaves = new TreeMap<>();
        collect("", document, leaves);
        return leaves;
    }

    private static void collect(String path, JsonNode node, Map<String, List<String>> leaves) {
        if (node.isObject()) {
            node.properties().forEach(field -> collect(path + "/" + field.getKey(), field.getValue(), leaves));
        } else if (node.isArray()) {
            node.forEach(item -> collect(path, item, leaves));
        } else {
            leaves.computeIfAbsent(path, fresh -> new ArrayList<>()).add(node.asText());
        }
    }

    /** No tag, no mention, no link, and nothing that is not seen. */
    public static void assertHarmless(String text) {
        assertThat(text).doesNotContain("<", ">", "](").doesNotContainPattern("[^\\[]://|(^|\\s)@");
        String line = text.replace('\n', ' ');
        assertThat(PlainText.clean(line)).isEqualTo(line);
    }
}

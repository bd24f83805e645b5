// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What rules detect, as a layer for the ATT&amp;CK Navigator.
 *
 * @see <a href="https://github.com/mitre-attack/attack-navigator/blob/master/layers/spec/v4.5/layerformat.md">layer
 *     format 4.5</a>
 */
final class NavigatorLayer {

    private static final String LOW = "#d6e8f5";
    private static final String HIGH = "#1f6fb2";

    private NavigatorLayer() {}

    /** {@code rules} holds ids of rules by technique, in order. */
    static ObjectNode of(Map<String, List<String>> rules) {
        ObjectNode layer = new ObjectMapper().createObjectNode();
        layer.put("name", "Anchorwatch");
        ObjectNode versions = layer.putObject("versions");
        versions.put("attack", Techniques.VERSION);
        versions.put("navigator", "5.1.0");
        versions.put("layer", "4.5");
        layer.put("domain", "enterprise-attack");
        layer.put("description", "Rules in force; the score of a technique is how many of them name it.");
        layer.putObject("filters").putArray("platforms").add("Containers");
        layer.put("sorting", 3);
        layer.put("hideDisabled", false);
        Set<String> ids = rules.keySet();
        ArrayNode techniques = layer.putArray("techniques");
        rules.forEach((id, names) -> {
            ObjectNode technique = techniques.addObject();
            technique.put("techniqueID", id);
            technique.put("score", names.size());
            technique.put("comment", String.join(", ", names));
            technique.put("enabled", true);
            technique.put("showSubtechniques", ids.stream().anyMatch(other -> other.startsWith(id + ".")));
        });
        parents(rules, techniques);
        int most = rules.values().stream().mapToInt(List::size).max().orElse(0);
        ObjectNode gradient = layer.putObject("gradient");
        gradient.putArray("colors").add(LOW).add(HIGH);
        gradient.put("minValue", 0);
        gradient.put("maxValue", Math.max(1, most));
        ArrayNode legend = layer.putArray("legendItems");
        legend.addObject().put("label", "one rule").put("color", LOW);
        legend.addObject().put("label", most + " rules").put("color", HIGH);
        return layer;
    }

    /** A parent that no rule names is opened, so that its subtechniques are seen; it has no score. */
    private static void parents(Map<String, List<String>> rules, ArrayNode techniques) {
        rules.keySet().stream()
                .filter(id -> id.indexOf('.') > 0)
                .map(id -> id.substring(0, id.indexOf('.')))
                .distinct()
                .filter(parent -> !rules.containsKey(parent))
                .forEach(parent -> techniques
                        .addObject()
                        .put("techniqueID", parent)
                        .put("enabled", true)
                        .put("showSubtechniques", true));
    }
}

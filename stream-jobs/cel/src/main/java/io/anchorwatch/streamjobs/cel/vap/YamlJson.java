// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Set;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** YAML as the JSON that an API server would be sent; for one document, whose size it bounds: aliases multiply. */
final class YamlJson {

    private static final int MAX_NODES = 200_000;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private int nodes;

    JsonNode of(Node node) throws ManifestException {
        if (++nodes > MAX_NODES) {
            throw new ManifestException(node, "the document has more than " + MAX_NODES + " values");
        }
        if (node instanceof MappingNode mapping) {
            ObjectNode object = JSON.objectNode();
            for (NodeTuple tuple : mapping.getValue()) {
                if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                    throw new ManifestException(tuple.getKeyNode(), "a key must be a text");
                }
                if (object.has(key.getValue())) {
                    throw new ManifestException(key, "key '" + key.getValue() + "' stands twice");
                }
                object.set(key.getValue(), of(tuple.getValueNode()));
            }
            return object;
        }
        if (node instanceof SequenceNode sequence) {
            ArrayNode array = JSON.arrayNode();
            for (Node item : sequence.getValue()) {
                array.add(of(item));
            }
            return array;
        }
        return node instanceof ScalarNode scalar ? scalar(scalar) : JSON.nullNode();
    }

    private static JsonNode scalar(ScalarNode scalar) {
        String text = scalar.getValue();
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(Set.of("true", "yes", "on", "y").contains(text.toLowerCase(Locale.ROOT)));
        }
        try {
            if (tag.equals(Tag.INT)) {
                return JSON.numberNode(Long.parseLong(text));
            }
            if (tag.equals(Tag.FLOAT)) {
                return JSON.numberNode(Double.parseDouble(text));
            }
        } catch (NumberFormatException otherNotation) {
            return JSON.textNode(text);
        }
        return JSON.textNode(text);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** The fields of one mapping, each with its place. */
final class Fields {

    private final Node node;
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Map<String, Node> values = new LinkedHashMap<>();

    private Fields(Node node) {
        this.node = node;
    }

    static Fields of(Node node, String what) throws ManifestException {
        if (!(node instanceof MappingNode mapping)) {
            throw new ManifestException(node, what + " must be a mapping");
        }
        Fields fields = new Fields(node);
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new ManifestException(tuple.getKeyNode(), "a key must be a text");
            }
            fields.keys.put(key.getValue(), key);
            fields.values.put(key.getValue(), tuple.getValueNode());
        }
        return fields;
    }

    Node node() {
        return node;
    }

    /** Refuses any other field: a typo would otherwise widen or narrow the policy in silence. */
    Fields only(Set<String> known) throws ManifestException {
        for (Map.Entry<String, Node> key : keys.entrySet()) {
            if (!known.contains(key.getKey())) {
                throw new ManifestException(
                        key.getValue(), "unknown field '" + key.getKey() + "'; known: " + String.join(", ", known));
            }
        }
        return this;
    }

    /** The field's value; null when it is absent or null. */
    @Nullable
    Node get(String name) {
        @Nullable Node value = values.get(name);
        return value == null || value.getTag().equals(Tag.NULL) ? null : value;
    }

    Node key(String name) {
        return keys.getOrDefault(name, node);
    }

    /** A mapping below; null when it is absent. */
    @Nullable
    Fields child(String name) throws ManifestException {
        @Nullable Node value = get(name);
        return value == null ? null : of(value, name);
    }

    @Nullable
    ScalarNode scalar(String name) throws ManifestException {
        @Nullable Node value = get(name);
        if (value != null && !(value instanceof ScalarNode)) {
            throw new ManifestException(value, name + " must be a single value");
        }
        return (ScalarNode) value;
    }

    ScalarNode required(String name) throws ManifestException {
        @Nullable ScalarNode value = scalar(name);
        if (value == null) {
            throw new ManifestException(node, "'" + name + "' is missing");
        }
        return value;
    }

    String text(String name) throws ManifestException {
        @Nullable ScalarNode value = scalar(name);
        return value == null ? "" : value.getValue();
    }

    /** One of {@code allowed}, or the first of them when the field is absent. */
    String oneOf(String name, List<String> allowed) throws ManifestException {
        String value = text(name);
        if (!value.isEmpty() && !allowed.contains(value)) {
            throw new ManifestException(key(name), name + " is one of " + allowed + ", not '" + value + "'");
        }
        return value.isEmpty() ? allowed.get(0) : value;
    }

    List<Node> list(String name) throws ManifestException {
        @Nullable Node value = get(name);
        if (value != null && !(value instanceof SequenceNode)) {
            throw new ManifestException(value, name + " must be a list");
        }
        return value == null ? List.of() : ((SequenceNode) value).getValue();
    }

    List<String> texts(String name) throws ManifestException {
        List<String> texts = new ArrayList<>();
        for (Node item : list(name)) {
            if (!(item instanceof ScalarNode scalar)) {
                throw new ManifestException(item, "each of " + name + " must be a text");
            }
            texts.add(scalar.getValue());
        }
        return texts;
    }
}

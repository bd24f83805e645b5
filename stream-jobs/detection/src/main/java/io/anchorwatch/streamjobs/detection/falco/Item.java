// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/** A mapping of a rule file; every complaint knows its place. */
final class Item {

    private final Sources sources;
    private final int file;
    private final Node node;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();

    Item(Sources sources, int file, Node node) throws FalcoException {
        this.sources = sources;
        this.file = file;
        this.node = node;
        if (!(node instanceof MappingNode mapping)) {
            throw new FalcoException(place(), "expected a mapping of names to values here");
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw new FalcoException(Sources.place(file, tuple.getKeyNode()), "a key must be a single value");
            }
            if (values.put(key.getValue(), tuple.getValueNode()) != null) {
                throw new FalcoException(Sources.place(file, key), "key '" + key.getValue() + "' stands twice");
            }
            keys.put(key.getValue(), key);
        }
    }

    long place() {
        return Sources.place(file, node);
    }

    long place(Node other) {
        return Sources.place(file, other);
    }

    /** The place of a key, of the item where it is missing. */
    long place(String key) {
        return Sources.place(file, keys.getOrDefault(key, node));
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Whether the key is there and holds something. */
    boolean holds(String key) {
        @Nullable Node value = values.get(key);
        return value != null && !value.getTag().equals(Tag.NULL);
    }

    Set<String> keys() {
        return values.keySet();
    }

    void warnUnknown(Set<String> known) {
        for (String key : values.keySet()) {
            if (!known.contains(key)) {
                sources.warning(place(key), "unknown key '" + key + "'; it is left out");
            }
        }
    }

    Node required(String key) throws FalcoException {
        @Nullable Node value = values.get(key);
        if (value == null) {
            throw new FalcoException(place(), "'" + key + "' is missing");
        }
        return value;
    }

    /** A text that must be there and hold something. */
    Located text(String key) throws FalcoException {
        Node value = required(key);
        if (!(value instanceof ScalarNode scalar)) {
            throw new FalcoException(place(value), "'" + key + "' must be a single value");
        }
        if (scalar.getValue().isEmpty()) {
            throw new FalcoException(place(key), "'" + key + "' must not be empty");
        }
        return sources.located(file, scalar);
    }

    String string(String key, String otherwise) throws FalcoException {
        return has(key) ? text(key).toString() : otherwise;
    }

    boolean flag(String key, boolean otherwise) throws FalcoException {
        if (!has(key)) {
            return otherwise;
        }
        String value = text(key).toString();
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "on", "y" -> true;
            case "false", "no", "off", "n" -> false;
            default -> throw new FalcoException(place(key), "'" + key + "' must be true or false, not '" + value + "'");
        };
    }

    /** The elements of a sequence. */
    List<Node> sequence(String key) throws FalcoException {
        Node value = required(key);
        if (!(value instanceof SequenceNode sequence)) {
            throw new FalcoException(place(value), "'" + key + "' must be a list");
        }
        return sequence.getValue();
    }

    /** Texts of a sequence of single values. */
    List<Located> texts(String key) throws FalcoException {
        List<Located> texts = new ArrayList<>();
        for (Node element : sequence(key)) {
            if (!(element instanceof ScalarNode scalar)) {
                throw new FalcoException(place(element), "each element of '" + key + "' must be a single value");
            }
            texts.add(Located.of(scalar.getValue(), place(element)));
        }
        return texts;
    }

    /** The mapping at an element. */
    Item item(Node element) throws FalcoException {
        return new Item(sources, file, element);
    }
}

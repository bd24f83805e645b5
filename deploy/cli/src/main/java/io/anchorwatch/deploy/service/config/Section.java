// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * A mapping of the file. Whoever reads it asks for each key it knows, then calls {@link #end}, which refuses the rest: so
 * what is known is written down once. Values that can't be used are noted and read as absent.
 */
final class Section {

    private final String path;
    private final Node node;
    private final Secrets secrets;
    private final Map<String, NodeTuple> entries = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    Section(String path, Node node, Secrets secrets) {
        this.path = path;
        this.node = node;
        this.secrets = secrets;
        if (node instanceof MappingNode mapping) {
            mapping.getValue().forEach(this::enter);
        } else if (!isNull(node)) {
            problems().add(node, (path.isEmpty() ? "the file" : path) + " must be a mapping of keys to values");
        }
    }

    private void enter(NodeTuple tuple) {
        if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
            problems().add(tuple.getKeyNode(), "a key must be a single word");
        } else if (entries.putIfAbsent(key.getValue(), tuple) != null) {
            problems().add(key, name(key.getValue()) + " stands twice; keep one");
        }
    }

    static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    Problems problems() {
        return secrets.problems();
    }

    Secrets secrets() {
        return secrets;
    }

    Path folder() {
        return secrets.folder();
    }

    /** The key with the way to it, for messages. */
    String name(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    /** Where the key stands, or where the mapping begins when it is absent. */
    Node place(String key) {
        @Nullable NodeTuple tuple = entries.get(key);
        return tuple == null ? node : tuple.getKeyNode();
    }

    /** The node of a value that is there. */
    Optional<Node> node(String key) {
        asked.add(key);
        return Optional.ofNullable(entries.get(key))
                .map(NodeTuple::getValueNode)
                .filter(value -> !isNull(value));
    }

    Optional<ScalarNode> scalar(String key) {
        return node(key).flatMap(value -> {
            if (value instanceof ScalarNode scalar) {
                return Optional.of(scalar);
            }
            problems().add(value, name(key) + " must be a single value, not a list or mapping");
            return Optional.empty();
        });
    }

    Optional<String> text(String key) {
        return scalar(key).map(ScalarNode::getValue);
    }

    /** A value that must be there; what is read from an incomplete file is never used. */
    String required(String key, String example) {
        if (node(key).isEmpty()) {
            missing(key, example);
        }
        return text(key).orElse("");
    }

    void missing(String key, String example) {
        problems().add(node, name(key) + " is missing; for example: " + key + ": " + example);
    }

    /** A file or folder; a relative one starts at the folder of the configuration. */
    Optional<Path> file(String key) {
        return text(key).map(text -> folder().resolve(text));
    }

    List<ScalarNode> scalars(String key) {
        List<ScalarNode> scalars = new ArrayList<>();
        for (Node item : items(key)) {
            if (item instanceof ScalarNode scalar) {
                scalars.add(scalar);
            } else {
                problems().add(item, "each item of " + name(key) + " must be a single value");
            }
        }
        return scalars;
    }

    List<String> texts(String key) {
        return scalars(key).stream().map(ScalarNode::getValue).toList();
    }

    private List<Node> items(String key) {
        return node(key)
                .map(value -> {
                    if (value instanceof SequenceNode sequence) {
                        return sequence.getValue();
                    }
                    problems().add(value, name(key) + " must be a list: [a, b]");
                    return List.<Node>of();
                })
                .orElse(List.of());
    }

    /** A mapping below; an empty one when it is absent. */
    Section section(String key) {
        Node absent =
                new ScalarNode(Tag.NULL, "", node.getStartMark(), node.getEndMark(), DumperOptions.ScalarStyle.PLAIN);
        return new Section(name(key), node(key).orElse(absent), secrets);
    }

    boolean has(String key) {
        return node(key).isPresent();
    }

    /** The mappings of a list below. */
    List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        for (Node item : items(key)) {
            sections.add(new Section(name(key) + "[" + sections.size() + "]", item, secrets));
        }
        return sections;
    }

    /** The keys of a mapping whose names the user chooses. */
    Set<String> names() {
        return new LinkedHashSet<>(entries.keySet());
    }

    /** Refuses what nobody asked for. */
    void end() {
        entries.forEach((key, tuple) -> {
            if (!asked.contains(key)) {
                problems().add(tuple.getKeyNode(), "unknown key '" + name(key) + "'" + Nearest.hint(key, asked));
            }
        });
    }
}

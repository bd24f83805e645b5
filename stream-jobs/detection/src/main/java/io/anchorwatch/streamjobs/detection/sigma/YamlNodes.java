// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.ArrayList;
import java.util.HashSet;
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

/** Reads YAML nodes, so that every complaint knows its line and column. */
final class YamlNodes {

    private YamlNodes() {}

    /** A mapping's entries in order. Duplicate keys are refused: the last would silently hide the first. */
    static Map<String, Node> mapping(Node node, String what) throws RuleSyntaxException {
        if (!(node instanceof MappingNode mapping)) {
            throw new RuleSyntaxException(node, what + " must be a mapping of names to values");
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = scalar(tuple.getKeyNode(), "a key").getValue();
            if (entries.put(key, tuple.getValueNode()) != null) {
                throw new RuleSyntaxException(
                        tuple.getKeyNode(), "key '" + key + "' stands twice; the second would hide the first");
            }
        }
        return entries;
    }

    /** The key's node, for complaints about the key. */
    static Node key(Node mapping, String key) {
        for (NodeTuple tuple : ((MappingNode) mapping).getValue()) {
            if (tuple.getKeyNode() instanceof ScalarNode scalar
                    && scalar.getValue().equals(key)) {
                return scalar;
            }
        }
        return mapping;
    }

    static ScalarNode scalar(Node node, String what) throws RuleSyntaxException {
        if (node instanceof ScalarNode scalar) {
            return scalar;
        }
        throw new RuleSyntaxException(node, what + " must be a single value");
    }

    /** Items of a sequence, or the node itself as the only item. */
    static List<Node> items(Node node) {
        return node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
    }

    /** Text of an optional scalar, empty when it is missing. */
    static String text(@Nullable Node node, String what) throws RuleSyntaxException {
        return node == null ? "" : scalar(node, what).getValue();
    }

    /** Texts of an optional list. */
    static List<String> texts(@Nullable Node node, String what) throws RuleSyntaxException {
        List<String> texts = new ArrayList<>();
        if (node != null) {
            for (Node item : items(node)) {
                texts.add(scalar(item, "each item of " + what).getValue());
            }
        }
        return texts;
    }

    static boolean isNull(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    /** Whether it reads as true or false in YAML 1.1: yes, no, on and off are booleans too. */
    static @Nullable Boolean bool(ScalarNode node) {
        return node.getTag().equals(Tag.BOOL)
                ? Set.of("true", "yes", "on", "y").contains(node.getValue().toLowerCase(Locale.ROOT))
                : null;
    }

    /** Refuses keys outside {@code known}, which a typo would otherwise turn into silence. */
    static Set<String> unknown(Map<String, Node> entries, Set<String> known) {
        Set<String> unknown = new HashSet<>(entries.keySet());
        unknown.removeAll(known);
        return unknown;
    }
}

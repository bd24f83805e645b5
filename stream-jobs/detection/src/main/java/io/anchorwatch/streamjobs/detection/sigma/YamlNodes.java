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

    private static final int MAX_MERGES = 3;

    private YamlNodes() {}

    /** A mapping's entries in order. Duplicate keys are refused: the last would silently hide the first. */
    static Map<String, Node> mapping(Node node, String what) throws RuleSyntaxException {
        return mapping(node, what, 0);
    }

    private static Map<String, Node> mapping(Node node, String what, int merges) throws RuleSyntaxException {
        if (!(node instanceof MappingNode mapping)) {
            throw new RuleSyntaxException(node, what + " must be a mapping of names to values");
        }
        Map<String, Node> entries = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                continue;
            }
            String key = scalar(tuple.getKeyNode(), "a key").getValue();
            if (entries.put(key, tuple.getValueNode()) != null) {
                throw new RuleSyntaxException(
                        tuple.getKeyNode(), "key '" + key + "' stands twice; the second would hide the first");
            }
        }
        for (NodeTuple tuple : mapping.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(tuple, entries, merges);
            }
        }
        return entries;
    }

    /** YAML 1.1's {@code <<}: entries of other mappings, unless they are there already. */
    private static void merge(NodeTuple tuple, Map<String, Node> into, int merges) throws RuleSyntaxException {
        if (merges >= MAX_MERGES) {
            throw new RuleSyntaxException(tuple.getKeyNode(), "'<<' is nested at most " + MAX_MERGES + " deep");
        }
        for (Node other : items(tuple.getValueNode())) {
            mapping(other, "what '<<' merges", merges + 1).forEach(into::putIfAbsent);
        }
    }

    /** The value of a key that must be there. */
    static Node required(Map<String, Node> entries, String key, Node document) throws RuleSyntaxException {
        @Nullable Node node = entries.get(key);
        if (node == null) {
            throw new RuleSyntaxException(document, "'" + key + "' is missing");
        }
        return node;
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
        return node.getTag().equals(Tag.BOOL) ? isTrue(node.getValue()) : null;
    }

    /** Of the words that YAML 1.1 reads as booleans, whether it is one of the true ones. */
    static boolean isTrue(String word) {
        return Set.of("true", "yes", "on", "y").contains(word.toLowerCase(Locale.ROOT));
    }

    /** Refuses keys outside {@code known}, which a typo would otherwise turn into silence. */
    static Set<String> unknown(Map<String, Node> entries, Set<String> known) {
        Set<String> unknown = new HashSet<>(entries.keySet());
        unknown.removeAll(known);
        return unknown;
    }
}

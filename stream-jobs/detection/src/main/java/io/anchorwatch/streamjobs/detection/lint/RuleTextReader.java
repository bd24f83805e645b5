// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.lint.RuleText.Position;
import io.anchorwatch.streamjobs.detection.lint.RuleText.Scalar;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads names, keys and suppressions of one rule's document. */
final class RuleTextReader {

    /** By what rules go in Sigma, in Falco's files, and in manifests. */
    private static final Set<String> NAMES = Set.of("name", "id", "title", "rule");

    private final MappingNode document;
    private final Set<Node> visited = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<String> names = new HashSet<>();
    private final Set<String> ignored = new HashSet<>();
    private final List<RuleText.Key> keys = new ArrayList<>();

    RuleTextReader(MappingNode document) {
        this.document = document;
    }

    RuleText read(String file, List<String> lines, int from, int to) {
        for (NodeTuple entry : document.getValue()) {
            String key = text(entry.getKeyNode());
            if (NAMES.contains(key)) {
                names.add(text(entry.getValueNode()));
            } else if (key.equals("metadata") || key.equals("anchorwatch")) {
                below(key, entry.getValueNode());
            }
        }
        names.remove("");
        walk(document);
        return new RuleText(file, lines, from, to, names, keys, ignored);
    }

    private void below(String parent, Node node) {
        if (!(node instanceof MappingNode mapping)) {
            return;
        }
        for (NodeTuple entry : mapping.getValue()) {
            String key = text(entry.getKeyNode());
            if (parent.equals("metadata") && key.equals("name")) {
                names.add(text(entry.getValueNode()));
            } else if (parent.equals("anchorwatch") && key.equals("lint-ignore")) {
                scalars(entry.getValueNode()).forEach(scalar -> ignored.add(scalar.text()));
            }
        }
    }

    /** Anchors make a graph of it: each node is visited once. */
    private void walk(Node node) {
        if (!visited.add(node)) {
            return;
        }
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(this::walk);
        } else if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                Node key = entry.getKeyNode();
                String name = text(key);
                int modifiers = name.indexOf('|');
                keys.add(new RuleText.Key(
                        modifiers < 0 ? name : name.substring(0, modifiers),
                        position(key),
                        scalars(entry.getValueNode())));
                walk(entry.getValueNode());
            }
        }
    }

    private static List<Scalar> scalars(Node node) {
        List<Scalar> scalars = new ArrayList<>();
        List<Node> nodes = node instanceof SequenceNode sequence ? sequence.getValue() : List.of(node);
        for (Node each : nodes) {
            if (each instanceof ScalarNode scalar) {
                scalars.add(new Scalar(scalar.getValue(), position(scalar)));
            }
        }
        return scalars;
    }

    private static String text(Node node) {
        return node instanceof ScalarNode scalar ? scalar.getValue() : "";
    }

    private static Position position(Node node) {
        Mark mark = node.getStartMark();
        return new Position(mark.getLine(), mark.getColumn());
    }
}

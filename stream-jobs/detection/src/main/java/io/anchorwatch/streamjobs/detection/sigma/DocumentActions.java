// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * The control documents of Sigma 1, one after the other through a file: {@code action: global} is merged into the
 * documents that follow, {@code action: repeat} onto the rule before, {@code action: reset} ends the global one.
 */
final class DocumentActions {

    private static final int MAX_DEPTH = 16;

    private @Nullable MappingNode global;
    private @Nullable MappingNode previous;
    private final Map<String, Integer> taken = new HashMap<>();

    /** The whole document to read next; empty for a document that only changes others. */
    Optional<Node> next(Node document, ProblemLog log) throws RuleSyntaxException {
        if (!(document instanceof MappingNode mapping)) {
            return Optional.of(document);
        }
        @Nullable Node action = YamlNodes.mapping(mapping, "a rule").get("action");
        if (action == null) {
            return Optional.of(plain(mapping));
        }
        Node key = YamlNodes.key(mapping, "action");
        new Place(log, key).warn("'action' is Sigma 1; write each rule whole, or a filter for what they share");
        MappingNode rest = without(mapping, "action");
        switch (YamlNodes.text(action, "action")) {
            case "global" -> {
                global = rest;
                previous = rest;
                return Optional.empty();
            }
            case "reset" -> {
                global = null;
                return Optional.empty();
            }
            case "repeat" -> {
                if (previous == null) {
                    throw new RuleSyntaxException(key, "there is no rule before that could be repeated");
                }
                previous = merge(previous, rest, 0);
                return Optional.of(distinct(previous));
            }
            default -> throw new RuleSyntaxException(action, "action is one of global, reset, repeat");
        }
    }

    /** Filters and correlations are what they are: a global document is for rules. */
    private MappingNode plain(MappingNode document) throws RuleSyntaxException {
        Map<String, Node> entries = YamlNodes.mapping(document, "a rule");
        if (entries.containsKey("filter") || entries.containsKey("correlation")) {
            return document;
        }
        MappingNode whole = document;
        if (global != null) {
            whole = merge(document, global, 0);
        }
        previous = whole;
        if (global == null) {
            if (entries.get(name(entries)) instanceof ScalarNode text) {
                taken.put(text.getValue(), 1);
            }
            return whole;
        }
        return distinct(whole);
    }

    /** Rules that have their name from one document would share it: from the second on they are numbered. */
    private MappingNode distinct(MappingNode whole) throws RuleSyntaxException {
        Map<String, Node> all = YamlNodes.mapping(whole, "a rule");
        String key = name(all);
        if (!(all.get(key) instanceof ScalarNode text)) {
            return whole;
        }
        int count = taken.merge(text.getValue(), 1, Integer::sum);
        if (count == 1) {
            return whole;
        }
        Map<String, Node> changed = new LinkedHashMap<>(all);
        changed.put(
                key.equals("id") ? "name" : key,
                new ScalarNode(
                        Tag.STR,
                        text.getValue() + "-" + count,
                        text.getStartMark(),
                        text.getEndMark(),
                        text.getScalarStyle()));
        return mapping(whole, changed);
    }

    /** The key by which a rule is known. */
    private static String name(Map<String, Node> entries) {
        return entries.containsKey("name") ? "name" : entries.containsKey("id") ? "id" : "title";
    }

    /** {@code onto} with what {@code from} says; where both say something, {@code from} wins. */
    private static MappingNode merge(MappingNode onto, MappingNode from, int depth) throws RuleSyntaxException {
        if (depth > MAX_DEPTH) {
            throw new RuleSyntaxException(from, "nested at most " + MAX_DEPTH + " deep");
        }
        Map<String, Node> merged = new LinkedHashMap<>(YamlNodes.mapping(onto, "a rule"));
        List<NodeTuple> tuples = new ArrayList<>(onto.getValue());
        for (Map.Entry<String, Node> entry : YamlNodes.mapping(from, "a rule").entrySet()) {
            @Nullable Node old = merged.get(entry.getKey());
            Node value = old instanceof MappingNode oldMap && entry.getValue() instanceof MappingNode newMap
                    ? merge(oldMap, newMap, depth + 1)
                    : entry.getValue();
            tuples.removeIf(tuple -> isKey(tuple, entry.getKey()));
            tuples.add(new NodeTuple(YamlNodes.key(from, entry.getKey()), value));
        }
        return new MappingNode(
                onto.getTag(), true, tuples, onto.getStartMark(), onto.getEndMark(), onto.getFlowStyle());
    }

    private static MappingNode without(MappingNode mapping, String key) {
        return new MappingNode(
                mapping.getTag(),
                true,
                mapping.getValue().stream().filter(tuple -> !isKey(tuple, key)).toList(),
                mapping.getStartMark(),
                mapping.getEndMark(),
                mapping.getFlowStyle());
    }

    private static MappingNode mapping(MappingNode like, Map<String, Node> entries) {
        List<NodeTuple> tuples = new ArrayList<>();
        entries.forEach((key, value) -> tuples.add(new NodeTuple(
                YamlNodes.key(like, key) instanceof ScalarNode known
                        ? known
                        : new ScalarNode(Tag.STR, key, value.getStartMark(), value.getEndMark(), ScalarStyle.PLAIN),
                value)));
        return new MappingNode(
                like.getTag(), true, tuples, like.getStartMark(), like.getEndMark(), like.getFlowStyle());
    }

    private static boolean isKey(NodeTuple tuple, String key) {
        return tuple.getKeyNode() instanceof ScalarNode scalar
                && scalar.getValue().equals(key);
    }
}

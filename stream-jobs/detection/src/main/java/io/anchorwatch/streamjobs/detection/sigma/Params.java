// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** The entries of one mapping of a pipeline. What nobody asked for is refused at the end: it would change nothing. */
final class Params {

    private final Node node;
    private final String what;
    private final Map<String, Node> entries;
    private final Set<String> asked = new HashSet<>();
    private final ProblemLog log;

    Params(Node node, String what, ProblemLog log) throws RuleSyntaxException {
        this.node = node;
        this.what = what;
        this.log = log;
        this.entries = YamlNodes.mapping(node, what);
    }

    ProblemLog log() {
        return log;
    }

    Place place(String key) {
        return new Place(log, YamlNodes.key(node, key));
    }

    @Nullable
    Node node(String key) {
        asked.add(key);
        return entries.get(key);
    }

    Node required(String key) throws RuleSyntaxException {
        asked.add(key);
        return YamlNodes.required(entries, key, node);
    }

    String text(String key) throws RuleSyntaxException {
        return YamlNodes.scalar(required(key), key).getValue();
    }

    String text(String key, String otherwise) throws RuleSyntaxException {
        @Nullable Node value = node(key);
        return value == null ? otherwise : YamlNodes.scalar(value, key).getValue();
    }

    /** One of the given words. */
    String choice(String key, String otherwise, String... words) throws RuleSyntaxException {
        String word = text(key, otherwise);
        if (!List.of(words).contains(word)) {
            throw place(key).problem(key + " is one of " + String.join(", ", words));
        }
        return word;
    }

    boolean flag(String key) throws RuleSyntaxException {
        @Nullable Node value = node(key);
        if (value == null) {
            return false;
        }
        @Nullable Boolean flag = YamlNodes.bool(YamlNodes.scalar(value, key));
        if (flag == null) {
            throw place(key).problem(key + " is true or false");
        }
        return flag;
    }

    List<String> texts(String key) throws RuleSyntaxException {
        return YamlNodes.texts(node(key), key);
    }

    /** A mapping of texts to one text or several. */
    Map<String, List<String>> lists(String key, boolean needed) throws RuleSyntaxException {
        @Nullable Node mapping = needed ? required(key) : node(key);
        Map<String, List<String>> lists = new LinkedHashMap<>();
        if (mapping != null) {
            for (Map.Entry<String, Node> entry : YamlNodes.mapping(mapping, key).entrySet()) {
                lists.put(entry.getKey(), YamlNodes.texts(entry.getValue(), entry.getKey()));
            }
        }
        return lists;
    }

    /** The mappings of a list, or of a mapping of names, which they then know as their {@code id}. */
    Map<String, Params> children(String key) throws RuleSyntaxException {
        Map<String, Params> children = new LinkedHashMap<>();
        @Nullable Node list = node(key);
        if (list == null) {
            return children;
        }
        if (!(list instanceof SequenceNode)) {
            for (Map.Entry<String, Node> entry : YamlNodes.mapping(list, key).entrySet()) {
                children.put(entry.getKey(), new Params(entry.getValue(), key, log));
            }
            return children;
        }
        for (Node item : new ArrayList<>(YamlNodes.items(list))) {
            Params child = new Params(item, "an item of " + key, log);
            String id =
                    child.entries.get("id") instanceof ScalarNode text ? text.getValue() : "cond_" + children.size();
            if (children.put(id, child) != null) {
                throw child.problem("the id '" + id + "' stands twice");
            }
        }
        return children;
    }

    RuleSyntaxException problem(String message) {
        return new Place(log, node).problem(message);
    }

    /** Refuses what nobody asked for. */
    void end() throws RuleSyntaxException {
        for (String key : entries.keySet()) {
            if (!asked.contains(key)) {
                throw place(key).problem("'" + key + "' is not known in " + what);
            }
        }
    }
}

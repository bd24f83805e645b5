// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A dotted path into a JSON tree.
 *
 * <p>Keys may hold dots themselves ({@code annotations.authorization.k8s.io/decision}): at each object the longest key
 * that exists wins. A path runs through arrays and then has one value an element; {@code name[0]} and {@code name[-1]}
 * pick one element, unless a key is spelled like that. A backslash makes a bracket part of the key.
 */
public final class TreePath {

    private static final int MAX_SEGMENTS = 32;

    private final String text;
    private final String[][] keys;
    private final PathStep[] steps;

    private TreePath(String text, String[][] keys, PathStep[] steps) {
        this.text = text;
        this.keys = keys;
        this.steps = steps;
    }

    /** Compiles a path; anything is legal, an overlong one has one segment. */
    public static TreePath of(String text) {
        String[] segments = text.split("\\.", -1);
        if (segments.length > MAX_SEGMENTS) {
            segments = new String[] {text};
        }
        PathStep[] steps = new PathStep[segments.length];
        for (int i = 0; i < segments.length; i++) {
            steps[i] = PathStep.of(segments[i]);
        }
        String[][] keys = new String[segments.length][];
        for (int from = 0; from < segments.length; from++) {
            keys[from] = new String[segments.length - from];
            StringJoiner key = new StringJoiner(".");
            for (int to = from; to < segments.length; to++) {
                keys[from][to - from] = key.add(steps[to].literal()).toString();
            }
        }
        return new TreePath(text, keys, steps);
    }

    /** The value at this path below {@code root}. */
    public Object read(JsonNode root) {
        if (root.isObject() && keys.length == 1 && !steps[0].picks()) {
            JsonNode child = root.get(keys[0][0]);
            return child == null ? Missing.ABSENT : value(child);
        }
        List<JsonNode> found = new ArrayList<>();
        if (!collect(root, 0, found)) {
            return found.isEmpty() ? Missing.ABSENT : value(found.get(0));
        }
        List<Object> values = new ArrayList<>(found.size());
        found.forEach(node -> add(node, values));
        return values;
    }

    /** The elements of the arrays at this path; a value that is no array is one element, null is none. */
    public List<JsonNode> elements(JsonNode root) {
        List<JsonNode> found = new ArrayList<>();
        collect(root, 0, found);
        List<JsonNode> elements = new ArrayList<>();
        found.forEach(node -> elements(node, elements));
        return elements;
    }

    /** The elements of a whole tree, counted likewise. */
    public static List<JsonNode> elementsOf(JsonNode tree) {
        List<JsonNode> elements = new ArrayList<>();
        elements(tree, elements);
        return elements;
    }

    private static void elements(JsonNode node, List<JsonNode> into) {
        if (node.isArray()) {
            node.forEach(into::add);
        } else if (!node.isNull()) {
            into.add(node);
        }
    }

    /** The value of a whole tree: of an array, all elements, those of arrays within among them. */
    public static Object value(JsonNode node) {
        if (!node.isArray()) {
            return Values.of(node);
        }
        List<Object> elements = new ArrayList<>(node.size());
        add(node, elements);
        return elements;
    }

    private static void add(JsonNode node, List<Object> into) {
        if (node.isArray()) {
            for (JsonNode element : node) {
                add(element, into);
            }
        } else {
            into.add(Values.of(node));
        }
    }

    /** Returns whether an array stood on the way to what was found. */
    private boolean collect(JsonNode node, int from, List<JsonNode> into) {
        if (from == keys.length) {
            into.add(node);
            return false;
        }
        if (node.isArray()) {
            boolean found = false;
            for (JsonNode element : node) {
                int before = into.size();
                found |= collect(element, from, into) || into.size() > before;
            }
            return found;
        }
        for (int length = keys[from].length; length > 0; length--) {
            String key = keys[from][length - 1];
            JsonNode child = node.get(key);
            if (child != null) {
                return collect(child, from + length, into);
            }
            PathStep last = steps[from + length - 1];
            @Nullable JsonNode array = last.picks() ? node.get(last.nameIn(key)) : null;
            if (array != null) {
                @Nullable JsonNode picked = last.pick(array);
                return picked != null && collect(picked, from + length, into);
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return text;
    }
}

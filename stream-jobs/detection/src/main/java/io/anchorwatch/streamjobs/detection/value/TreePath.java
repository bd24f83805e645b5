// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.value;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * A dotted path into a JSON tree.
 *
 * <p>Keys may hold dots themselves ({@code annotations.authorization.k8s.io/decision}): at each object the longest key
 * that exists wins. A path runs through arrays and then has one value an element.
 */
public final class TreePath {

    private static final int MAX_SEGMENTS = 32;

    private final String text;
    private final String[][] keys;

    private TreePath(String text, String[][] keys) {
        this.text = text;
        this.keys = keys;
    }

    /** Compiles a path; anything is legal, an overlong one has one segment. */
    public static TreePath of(String text) {
        String[] segments = text.split("\\.", -1);
        if (segments.length > MAX_SEGMENTS) {
            segments = new String[] {text};
        }
        String[][] keys = new String[segments.length][];
        for (int from = 0; from < segments.length; from++) {
            keys[from] = new String[segments.length - from];
            StringJoiner key = new StringJoiner(".");
            for (int to = from; to < segments.length; to++) {
                keys[from][to - from] = key.add(segments[to]).toString();
            }
        }
        return new TreePath(text, keys);
    }

    /** The value at this path below {@code root}. */
    public Object read(JsonNode root) {
        if (!root.isArray() && keys.length == 1) {
            JsonNode child = root.get(text);
            return child == null ? Missing.ABSENT : leaf(child);
        }
        List<Object> found = new ArrayList<>();
        boolean throughArray = collect(root, 0, found);
        if (throughArray) {
            return found;
        }
        return found.isEmpty() ? Missing.ABSENT : found.get(0);
    }

    private static Object leaf(JsonNode node) {
        if (!node.isArray()) {
            return Values.of(node);
        }
        List<Object> elements = new ArrayList<>(node.size());
        flatten(node, elements);
        return elements;
    }

    private static void flatten(JsonNode array, List<Object> into) {
        for (JsonNode element : array) {
            if (element.isArray()) {
                flatten(element, into);
            } else {
                into.add(Values.of(element));
            }
        }
    }

    /** Returns whether an array stood on the way to what was found. */
    private boolean collect(JsonNode node, int from, List<Object> into) {
        if (from == keys.length) {
            if (node.isArray()) {
                flatten(node, into);
                return true;
            }
            into.add(Values.of(node));
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
            JsonNode child = node.get(keys[from][length - 1]);
            if (child != null) {
                return collect(child, from + length, into);
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return text;
    }
}

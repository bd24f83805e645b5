// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco.field;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Walks JSON as the k8saudit plugin does: no step through an array unless it is asked for, everything becomes text. */
final class Json {

    /** In the place of an index argument: all elements. */
    static final int ALL = -1;

    private Json() {}

    /** The value below {@code from}; a key that is a number picks an array's element. Null when there is none. */
    static @Nullable JsonNode get(@Nullable JsonNode from, String... keys) {
        JsonNode at = from;
        for (String key : keys) {
            if (at == null) {
                return null;
            }
            at = at.isArray() ? element(at, key) : at.get(key);
        }
        return at == null || at.isMissingNode() ? null : at;
    }

    private static @Nullable JsonNode element(JsonNode array, String key) {
        boolean number = !key.isEmpty() && key.length() <= 9 && key.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? array.get(Integer.parseInt(key)) : null;
    }

    /** A string as it is, everything else as compact JSON. */
    static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : node.toString();
    }

    /** The text of a value, absent when there is none. */
    static Object scalar(@Nullable JsonNode node) {
        return node == null ? Missing.ABSENT : text(node);
    }

    /** Texts of an array's elements; absent when it is no array or empty. */
    static Object list(@Nullable JsonNode node) {
        if (node == null || !node.isArray()) {
            return Missing.ABSENT;
        }
        List<Object> texts = new ArrayList<>(node.size());
        node.forEach(element -> texts.add(text(element)));
        return present(texts);
    }

    /** A list that holds nothing is a field that is not there. */
    static Object present(List<?> values) {
        return values.isEmpty() ? Missing.ABSENT : values;
    }

    /**
     * The values at {@code keys} in every element of the arrays on the way, or in element {@code index} of each. Null
     * when a key is missing outside of an array; a null element stands for an element without it.
     */
    static @Nullable List<@Nullable JsonNode> values(JsonNode from, int index, String... keys) {
        return values(from, index, keys, 0);
    }

    private static @Nullable List<@Nullable JsonNode> values(JsonNode from, int index, String[] keys, int first) {
        @Nullable JsonNode at = from;
        for (int key = first; key < keys.length; key++) {
            if (at.isArray() && index == ALL) {
                List<@Nullable JsonNode> all = new ArrayList<>();
                for (JsonNode element : at) {
                    @Nullable List<@Nullable JsonNode> below = values(element, index, keys, key);
                    if (below == null) {
                        all.add(null);
                    } else {
                        all.addAll(below);
                    }
                }
                return all;
            }
            at = at.isArray() ? at.get(index) : at;
            if (at != null && !keys[key].isEmpty()) {
                at = get(at, keys[key]);
            }
            if (at == null || at.isMissingNode()) {
                return null;
            }
        }
        List<@Nullable JsonNode> one = new ArrayList<>(1);
        one.add(at);
        return one;
    }

    /** Texts of the values that are there; absent when there are none. */
    static Object texts(@Nullable List<@Nullable JsonNode> values) {
        return flat(values, List::of);
    }

    /** Texts of what each value that is there stands for; absent when there are none. */
    static Object flat(@Nullable List<@Nullable JsonNode> values, Function<JsonNode, Iterable<JsonNode>> parts) {
        if (values == null) {
            return Missing.ABSENT;
        }
        List<Object> texts = new ArrayList<>(values.size());
        for (@Nullable JsonNode value : values) {
            if (value != null) {
                parts.apply(value).forEach(part -> texts.add(text(part)));
            }
        }
        return present(texts);
    }

    /** As {@link #texts}, absent as a whole when any value is missing. */
    static Object allTexts(@Nullable List<@Nullable JsonNode> values) {
        return values == null || values.contains(null) ? Missing.ABSENT : texts(values);
    }

    /** The elements of an array, nothing of anything else. */
    static Iterable<JsonNode> elements(JsonNode node) {
        return node.isArray() ? node : List.of();
    }
}

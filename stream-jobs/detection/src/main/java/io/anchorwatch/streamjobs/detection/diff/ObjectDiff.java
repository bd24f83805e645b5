// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.diff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The differences between two forms of an object. Elements of an array are paired by their {@code name} where all have
 * one, as Kubernetes merges them; others by being equal, so that one more in the middle is one difference.
 */
public final class ObjectDiff {

    /** More than this tells nobody more; the object as a whole is at hand. */
    public static final int MAX_CHANGES = 200;

    private static final int MAX_DEPTH = 64;

    private final Predicate<String> ignored;
    private final List<FieldChange> found = new ArrayList<>();

    private ObjectDiff(Predicate<String> ignored) {
        this.ignored = ignored;
    }

    /**
     * Compares, at most {@link #MAX_CHANGES} differences, in the order of the keys as they stand.
     *
     * @param ignored fields, as {@link FieldChange#field} names them, that are not looked into
     */
    public static List<FieldChange> between(JsonNode before, JsonNode after, Predicate<String> ignored) {
        ObjectDiff diff = new ObjectDiff(ignored);
        diff.compare("", "", before, after, 0);
        return List.copyOf(diff.found);
    }

    private void compare(String field, String pointer, JsonNode before, JsonNode after, int depth) {
        if (found.size() >= MAX_CHANGES || before.equals(after) || (!field.isEmpty() && ignored.test(field))) {
            return;
        }
        if (before.isObject() && after.isObject() && depth < MAX_DEPTH) {
            keys(before, after)
                    .forEach(key -> compare(
                            field.isEmpty() ? key : field + "." + key,
                            pointer + "/" + escape(key),
                            before.path(key),
                            after.path(key),
                            depth + 1));
        } else if (before.isArray() && after.isArray() && depth < MAX_DEPTH) {
            elements(field, pointer, before, after, depth);
        } else if (isWhole(before, after) && depth < MAX_DEPTH) {
            // A whole object that came or went: told by its parts, so that ignored ones stay so.
            JsonNode there = before.isMissingNode() ? after : before;
            there.properties()
                    .forEach(entry -> compare(
                            field.isEmpty() ? entry.getKey() : field + "." + entry.getKey(),
                            pointer + "/" + escape(entry.getKey()),
                            before.path(entry.getKey()),
                            after.path(entry.getKey()),
                            depth + 1));
        } else {
            found.add(new FieldChange(field, pointer, before, after));
        }
    }

    private static boolean isWhole(JsonNode before, JsonNode after) {
        return (before.isMissingNode() && after.isObject() && !after.isEmpty())
                || (after.isMissingNode() && before.isObject() && !before.isEmpty());
    }

    private static Set<String> keys(JsonNode before, JsonNode after) {
        Set<String> keys = new LinkedHashSet<>();
        before.properties().forEach(entry -> keys.add(entry.getKey()));
        after.properties().forEach(entry -> keys.add(entry.getKey()));
        return keys;
    }

    private void elements(String field, String pointer, JsonNode before, JsonNode after, int depth) {
        Map<String, Integer> old = names(before);
        Map<String, Integer> now = names(after);
        if (old.size() == before.size() && now.size() == after.size()) {
            old.forEach((name, index) -> {
                @Nullable Integer at = now.get(name);
                compare(
                        field,
                        pointer + "/" + (at == null ? index : at),
                        before.path(index),
                        at == null ? MissingNode.getInstance() : after.path(at),
                        depth + 1);
            });
            now.forEach((name, index) -> {
                if (!old.containsKey(name)) {
                    compare(field, pointer + "/" + index, MissingNode.getInstance(), after.path(index), depth + 1);
                }
            });
        } else {
            unnamed(field, pointer, before, after);
        }
    }

    /** Position of each element by its name; fewer entries than elements when some have none or share one. */
    private static Map<String, Integer> names(JsonNode array) {
        Map<String, Integer> names = new LinkedHashMap<>();
        for (int i = 0; i < array.size(); i++) {
            JsonNode name = array.path(i).path("name");
            if (name.isTextual()) {
                names.put(name.textValue(), i);
            }
        }
        return names;
    }

    private void unnamed(String field, String pointer, JsonNode before, JsonNode after) {
        Map<JsonNode, Integer> left = new HashMap<>();
        after.forEach(element -> left.merge(element, 1, Integer::sum));
        for (int i = 0; i < before.size(); i++) {
            if (left.getOrDefault(before.path(i), 0) > 0) {
                left.merge(before.path(i), -1, Integer::sum);
            } else {
                add(field, pointer + "/" + i, before.path(i), MissingNode.getInstance());
            }
        }
        for (int i = after.size() - 1; i >= 0; i--) {
            if (left.getOrDefault(after.path(i), 0) > 0) {
                left.merge(after.path(i), -1, Integer::sum);
                add(field, pointer + "/" + i, MissingNode.getInstance(), after.path(i));
            }
        }
    }

    private void add(String field, String pointer, JsonNode before, JsonNode after) {
        if (found.size() < MAX_CHANGES) {
            found.add(new FieldChange(field, pointer, before, after));
        }
    }

    private static String escape(String key) {
        return key.replace("~", "~0").replace("/", "~1");
    }
}

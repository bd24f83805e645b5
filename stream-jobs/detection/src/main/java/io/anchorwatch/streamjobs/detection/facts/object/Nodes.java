// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts.object;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.value.Missing;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** Typed reads. What has another type than the API has counts as not there: the API server refuses it. */
public final class Nodes {

    private Nodes() {}

    /** A text, empty when it is none. */
    public static String text(JsonNode node) {
        return node.isTextual() ? node.textValue() : "";
    }

    /** A text as the value of a fact, absent when it is none or empty. */
    public static Object value(JsonNode node) {
        return value(text(node));
    }

    /** A text as the value of a fact, absent when it is empty. */
    public static Object value(String text) {
        return text.isEmpty() ? Missing.ABSENT : text;
    }

    /** A whole number as the value of a fact, absent when it is none. */
    public static Object number(JsonNode node) {
        return node.isIntegralNumber() && node.canConvertToLong() ? (Object) node.longValue() : Missing.ABSENT;
    }

    /** Whether it is JSON's true. */
    public static boolean isTrue(JsonNode node) {
        return node.isBoolean() && node.booleanValue();
    }

    /** Whether it is JSON's false. */
    public static boolean isFalse(JsonNode node) {
        return node.isBoolean() && !node.booleanValue();
    }

    /** The texts in an array, or in the object that stands for one in the sketch of a patch. */
    public static Set<String> texts(JsonNode array) {
        return texts(array, Function.identity());
    }

    /** The texts at one place of each element; those that are empty are left out. */
    public static Set<String> texts(JsonNode array, Function<JsonNode, JsonNode> place) {
        Set<String> texts = new TreeSet<>();
        for (JsonNode element : array) {
            texts.add(text(place.apply(element)));
        }
        texts.remove("");
        return texts;
    }

    /** Keys of an object. */
    public static Set<String> keys(JsonNode object) {
        Set<String> keys = new TreeSet<>();
        object.properties().forEach(entry -> keys.add(entry.getKey()));
        return keys;
    }

    /** As the value of a fact: sorted, distinct. */
    public static <T extends Comparable<T>> List<Object> list(Collection<T> elements) {
        return List.copyOf(new TreeSet<>(elements));
    }

    /** What {@code now} has and {@code before} has not, as the value of a fact. */
    public static <T extends Comparable<T>> List<Object> added(Collection<T> before, Collection<T> now) {
        Set<T> added = new TreeSet<>(now);
        before.forEach(added::remove);
        return List.copyOf(added);
    }

    /** A label, empty when the object has none of that name. */
    public static String label(JsonNode object, String name) {
        return text(object.path("metadata").path("labels").path(name));
    }

    /** An annotation, empty when the object has none of that name. */
    public static String annotation(JsonNode object, String name) {
        return text(object.path("metadata").path("annotations").path(name));
    }
}

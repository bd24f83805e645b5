// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.alert;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of one JSON object, by type. {@code null} counts as absent. Errors name the field, never its content. */
final class JsonFields {

    private final JsonNode node;
    private final String path;

    private JsonFields(JsonNode node, String path) {
        this.node = node;
        this.path = path;
    }

    static JsonFields root(JsonNode tree) throws MalformedAlertException {
        if (!tree.isObject()) {
            throw new MalformedAlertException("an alert is a JSON object");
        }
        return new JsonFields(tree, "");
    }

    boolean has(String name) {
        return node.hasNonNull(name);
    }

    String required(String name) throws MalformedAlertException {
        return present(name, "a text").textValue();
    }

    String text(String name) throws MalformedAlertException {
        return has(name) ? required(name) : "";
    }

    long number(String name, long least, long most) throws MalformedAlertException {
        JsonNode value = node.get(name);
        if (value == null || !value.isIntegralNumber() || !value.canConvertToLong()) {
            throw wrong(name, "a whole number");
        }
        if (value.longValue() < least || value.longValue() > most) {
            throw wrong(name, "from " + least + " to " + most);
        }
        return value.longValue();
    }

    boolean flag(String name) throws MalformedAlertException {
        if (!has(name)) {
            return false;
        }
        if (!node.get(name).isBoolean()) {
            throw wrong(name, "true or false");
        }
        return node.get(name).booleanValue();
    }

    Instant time(String name) throws MalformedAlertException {
        try {
            return Instant.parse(required(name));
        } catch (DateTimeException e) {
            throw wrong(name, "an RFC 3339 time in UTC");
        }
    }

    List<String> texts(String name) throws MalformedAlertException {
        List<String> texts = new ArrayList<>();
        for (JsonNode value : array(name)) {
            if (!value.isTextual()) {
                throw wrong(name, "a list of texts");
            }
            texts.add(value.textValue());
        }
        return texts;
    }

    Map<String, String> textMap(String name) throws MalformedAlertException {
        Map<String, String> texts = new LinkedHashMap<>();
        Optional<JsonFields> object = object(name);
        if (object.isPresent()) {
            for (Map.Entry<String, JsonNode> entry : object.get().node.properties()) {
                if (!entry.getValue().isTextual()) {
                    throw wrong(name, "an object of texts");
                }
                texts.put(entry.getKey(), entry.getValue().textValue());
            }
        }
        return texts;
    }

    Optional<JsonFields> object(String name) throws MalformedAlertException {
        if (!has(name)) {
            return Optional.empty();
        }
        return Optional.of(child(node.get(name), name));
    }

    List<JsonFields> objects(String name) throws MalformedAlertException {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode value : array(name)) {
            objects.add(child(value, name));
        }
        return objects;
    }

    private Iterable<JsonNode> array(String name) throws MalformedAlertException {
        if (!has(name)) {
            return List.of();
        }
        JsonNode value = node.get(name);
        if (!value.isArray()) {
            throw wrong(name, "a list");
        }
        return value;
    }

    private JsonFields child(@Nullable JsonNode value, String name) throws MalformedAlertException {
        if (value == null || !value.isObject()) {
            throw wrong(name, "an object");
        }
        return new JsonFields(value, path + name + ".");
    }

    private JsonNode present(String name, String type) throws MalformedAlertException {
        JsonNode value = node.get(name);
        if (value == null || !value.isTextual()) {
            throw wrong(name, type);
        }
        return value;
    }

    private MalformedAlertException wrong(String name, String wanted) {
        return new MalformedAlertException("'" + path + name + "' must be " + wanted);
    }
}

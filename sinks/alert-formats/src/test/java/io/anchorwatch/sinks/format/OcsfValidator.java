// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Checks a finding against the table beside it: unknown attributes, types, what is required, constraints, values. */
final class OcsfValidator {

    private static final String TABLE = "ocsf-1.8.0-detection-finding.tsv";

    private record Attribute(String type, boolean list, boolean required, Set<String> values) {}

    private final Map<String, Map<String, Attribute>> objects = new HashMap<>();
    private final Map<String, List<String>> atLeastOne = new HashMap<>();

    OcsfValidator() {
        try (InputStream in = OcsfValidator.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("no " + TABLE);
            }
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> row(List.of(line.split("\t", -1))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void row(List<String> cells) {
        if (cells.get(1).equals("@at_least_one")) {
            atLeastOne.put(cells.get(0), List.of(cells.get(2).split(",")));
            return;
        }
        boolean list = cells.get(2).endsWith("[]");
        String type = list ? cells.get(2).substring(0, cells.get(2).length() - 2) : cells.get(2);
        Set<String> values = cells.size() > 4 ? Set.of(cells.get(4).split(",")) : Set.of();
        objects.computeIfAbsent(cells.get(0), unseen -> new HashMap<>())
                .put(cells.get(1), new Attribute(type, list, cells.get(3).equals("required"), values));
    }

    /** What is wrong; empty when nothing is. */
    List<String> problems(JsonNode finding) {
        List<String> problems = new ArrayList<>();
        object("detection_finding", "", finding, problems);
        return problems;
    }

    private void object(String type, String path, JsonNode node, List<String> problems) {
        Map<String, Attribute> attributes = objects.getOrDefault(type, Map.of());
        if (!node.isObject()) {
            problems.add(path + " is no object");
            return;
        }
        attributes.forEach((name, attribute) -> {
            if (attribute.required() && !node.has(name)) {
                problems.add(path + "." + name + " is required");
            }
        });
        List<String> some = atLeastOne.getOrDefault(type, List.of());
        if (!some.isEmpty() && some.stream().noneMatch(node::has)) {
            problems.add(path + " has none of " + some);
        }
        for (Map.Entry<String, JsonNode> field : node.properties()) {
            Attribute attribute = attributes.get(field.getKey());
            if (attribute == null) {
                problems.add(path + "." + field.getKey() + " is unknown");
            } else {
                attribute(attribute, path + "." + field.getKey(), field.getValue(), problems);
            }
        }
    }

    private void attribute(Attribute attribute, String path, JsonNode node, List<String> problems) {
        if (attribute.list() != node.isArray()) {
            problems.add(path + (attribute.list() ? " is no list" : " is a list"));
            return;
        }
        if (attribute.list()) {
            node.forEach(item -> value(attribute, path, item, problems));
        } else {
            value(attribute, path, node, problems);
        }
    }

    private void value(Attribute attribute, String path, JsonNode node, List<String> problems) {
        boolean fits = switch (attribute.type()) {
            case "string_t", "url_t", "username_t" -> node.isTextual();
            case "ip_t" -> node.isTextual() && node.textValue().matches("[0-9A-Fa-f.:]{2,40}");
            case "integer_t" -> node.canConvertToInt() && node.isIntegralNumber();
            case "long_t", "timestamp_t" -> node.canConvertToLong() && node.isIntegralNumber();
            case "boolean_t" -> node.isBoolean();
            case "json_t", "object" -> true;
            default -> {
                object(attribute.type(), path, node, problems);
                yield true;
            }
        };
        if (!fits) {
            problems.add(path + " is no " + attribute.type());
        }
        if (!attribute.values().isEmpty() && !attribute.values().contains(node.asText())) {
            problems.add(path + " is none of " + attribute.values());
        }
    }
}

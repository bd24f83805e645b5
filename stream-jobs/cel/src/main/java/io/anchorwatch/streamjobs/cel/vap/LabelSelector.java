// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel.vap;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;

/** A label selector; an empty one selects everything. */
record LabelSelector(List<Requirement> requirements) {

    static final LabelSelector ALL = new LabelSelector(List.of());

    /** What one label must be; {@code values} counts for In and NotIn. */
    record Requirement(String key, String operator, List<String> values) {

        boolean accepts(Map<String, String> labels) {
            @Nullable String value = labels.get(key);
            return switch (operator) {
                case "In" -> value != null && values.contains(value);
                case "NotIn" -> value == null || !values.contains(value);
                case "Exists" -> value != null;
                default -> value == null;
            };
        }
    }

    static LabelSelector of(@Nullable Fields fields) throws ManifestException {
        if (fields == null) {
            return ALL;
        }
        fields.only(Set.of("matchLabels", "matchExpressions"));
        List<Requirement> requirements = new ArrayList<>();
        if (fields.get("matchLabels") instanceof MappingNode labels) {
            for (NodeTuple label : labels.getValue()) {
                if (label.getKeyNode() instanceof ScalarNode key && label.getValueNode() instanceof ScalarNode value) {
                    requirements.add(new Requirement(key.getValue(), "In", List.of(value.getValue())));
                } else {
                    throw new ManifestException(label.getKeyNode(), "a label is a text");
                }
            }
        } else if (fields.get("matchLabels") != null) {
            throw new ManifestException(fields.key("matchLabels"), "matchLabels must be a mapping");
        }
        for (Node item : fields.list("matchExpressions")) {
            Fields each = Fields.of(item, "a match expression").only(Set.of("key", "operator", "values"));
            String operator = each.required("operator").getValue();
            if (!Set.of("In", "NotIn", "Exists", "DoesNotExist").contains(operator)) {
                throw new ManifestException(each.key("operator"), "operator is In, NotIn, Exists or DoesNotExist");
            }
            requirements.add(new Requirement(each.required("key").getValue(), operator, each.texts("values")));
        }
        return new LabelSelector(List.copyOf(requirements));
    }

    boolean isEmpty() {
        return requirements.isEmpty();
    }

    boolean accepts(Map<String, String> labels) {
        return requirements.stream().allMatch(requirement -> requirement.accepts(labels));
    }

    /** The labels of an object, none when it has none. */
    static Map<String, String> labels(JsonNode object) {
        Map<String, String> labels = new TreeMap<>();
        object.path("metadata")
                .path("labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        return labels;
    }
}

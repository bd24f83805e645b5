// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Transformations of field names. */
final class FieldSteps {

    private FieldSteps() {}

    static Transformation.OfField read(String type, Params params) throws RuleSyntaxException {
        return switch (type) {
            case "field_name_mapping" -> {
                Map<String, List<String>> mapping = params.lists("mapping", true);
                refuseEmpty(mapping, params);
                yield (field, run) -> mapping.getOrDefault(field, List.of(field));
            }
            case "field_name_prefix_mapping" -> {
                Map<String, List<String>> mapping = params.lists("mapping", true);
                refuseEmpty(mapping, params);
                yield (field, run) -> prefixed(field, mapping);
            }
            case "field_name_prefix" -> {
                String prefix = params.text("prefix");
                yield (field, run) -> List.of(prefix + field);
            }
            case "field_name_suffix" -> {
                String suffix = params.text("suffix");
                yield (field, run) -> List.of(field + suffix);
            }
            case "field_name_transform" -> {
                UnaryOperator<String> function = function(params);
                Map<String, List<String>> exceptions = params.lists("mapping", false);
                yield (field, run) -> exceptions.getOrDefault(field, List.of(function.apply(field)));
            }
            default -> throw params.place("type").problem("the transformation '" + type + "' is not supported");
        };
    }

    private static void refuseEmpty(Map<String, List<String>> mapping, Params params) throws RuleSyntaxException {
        for (Map.Entry<String, List<String>> entry : mapping.entrySet()) {
            if (entry.getValue().isEmpty()) {
                throw params.place("mapping").problem("'" + entry.getKey() + "' is mapped to nothing");
            }
        }
    }

    /** The longest prefix that fits counts. */
    private static List<String> prefixed(String field, Map<String, List<String>> mapping) {
        @Nullable String longest = null;
        for (String prefix : mapping.keySet()) {
            if (field.startsWith(prefix) && (longest == null || prefix.length() > longest.length())) {
                longest = prefix;
            }
        }
        if (longest == null) {
            return List.of(field);
        }
        String rest = field.substring(longest.length());
        return mapping.getOrDefault(longest, List.of()).stream()
                .map(prefix -> prefix + rest)
                .toList();
    }

    private static UnaryOperator<String> function(Params params) throws RuleSyntaxException {
        String name =
                params.choice("transform_func", "", "lower", "upper", "title", "capitalize", "snake", "snake_case");
        return switch (name) {
            case "lower" -> field -> field.toLowerCase(Locale.ROOT);
            case "upper" -> field -> field.toUpperCase(Locale.ROOT);
            case "title" -> FieldSteps::title;
            case "capitalize" ->
                field -> field.isEmpty()
                        ? field
                        : field.substring(0, 1).toUpperCase(Locale.ROOT)
                                + field.substring(1).toLowerCase(Locale.ROOT);
            default -> FieldSteps::snake;
        };
    }

    /** The first letter of each word in upper case, the others in lower case; anything but a letter ends a word. */
    private static String title(String text) {
        StringBuilder titled = new StringBuilder(text.toLowerCase(Locale.ROOT));
        for (int i = 0; i < titled.length(); i++) {
            if (i == 0 || !Character.isLetter(titled.charAt(i - 1))) {
                titled.setCharAt(i, Character.toUpperCase(titled.charAt(i)));
            }
        }
        return titled.toString();
    }

    /** {@code ParentImage} becomes {@code parent_image}. */
    static String snake(String text) {
        return text.replaceAll("([a-z0-9])([A-Z])", "$1_$2")
                .replaceAll("([A-Z]+)([A-Z][a-z])", "$1_$2")
                .replace('-', '_')
                .replace(' ', '_')
                .toLowerCase(Locale.ROOT);
    }
}

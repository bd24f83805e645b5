// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.rule.LogSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills {@code $category}, {@code $product} and {@code $service} in values with the rule's log source. */
final class Template {

    private Template() {}

    static Scope fill(Scope scope, PipelineRun run) {
        Map<String, Selection> filled = new LinkedHashMap<>();
        scope.selections()
                .forEach((name, selection) ->
                        filled.put(name, fill(selection, run.rule().logSource())));
        return scope.withSelections(filled);
    }

    private static Selection fill(Selection selection, LogSource source) {
        if (selection instanceof Selection.Item item) {
            return item.withValues(
                    item.values().stream().map(value -> fill(value, source)).toList());
        }
        if (selection instanceof Selection.All all) {
            return new Selection.All(fill(all.parts(), source));
        }
        return selection instanceof Selection.Any any ? new Selection.Any(fill(any.parts(), source)) : selection;
    }

    private static List<Selection> fill(List<Selection> parts, LogSource source) {
        return parts.stream().map(part -> fill(part, source)).toList();
    }

    private static Value fill(Value value, LogSource source) {
        if (value.kind() != Value.Kind.TEXT || value.raw().indexOf('$') < 0) {
            return value;
        }
        String text = value.raw();
        for (Map.Entry<String, String> part : Map.of(
                        "category", source.category(), "product", source.product(), "service", source.service())
                .entrySet()) {
            text = text.replace("${" + part.getKey() + "}", part.getValue())
                    .replace("$" + part.getKey(), part.getValue());
        }
        return value.withText(text);
    }
}

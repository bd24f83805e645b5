// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import io.anchorwatch.deploy.cli.backtest.Suggestion.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.Yaml;

/** Writes exceptions as Sigma filters: values whole, in their case, with nothing in them that means more than itself. */
final class ExceptionWriter {

    private ExceptionWriter() {}

    /** One file for all. */
    static String write(List<Scope> scopes) {
        return scopes.stream().map(ExceptionWriter::write).collect(Collectors.joining("---\n"));
    }

    static String write(Scope scope) {
        Map<String, @Nullable Object> known = new LinkedHashMap<>();
        known.put("user.username|cased", escaped(scope.actor()));
        known.put("impersonatedUser.username", null);
        put(known, "objectRef.apiGroup", scope.apiGroup());
        put(known, "objectRef.resource", scope.resource());
        if (!scope.anyNamespace()) {
            put(known, "objectRef.namespace", scope.namespace());
        }
        Map<String, Object> filter = new LinkedHashMap<>();
        filter.put("rules", List.of(scope.rule()));
        filter.put("known", known);
        filter.put("condition", "not known");
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("title", scope.actor() + " on " + scope.groupResource() + " " + scope.where());
        document.put("logsource", Map.of("product", "kubernetes"));
        document.put("filter", filter);
        return yaml().dump(document);
    }

    /** What is not there is empty: the API server leaves empty fields of an object's reference out. */
    private static void put(Map<String, @Nullable Object> known, String field, String value) {
        known.put(value.isEmpty() ? field : field + "|cased", escaped(value));
    }

    private static String escaped(String value) {
        return value.replaceAll("[\\\\*?]", "\\\\$0");
    }

    private static Yaml yaml() {
        DumperOptions style = new DumperOptions();
        style.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        style.setAllowUnicode(false);
        style.setSplitLines(false);
        return new Yaml(style);
    }
}

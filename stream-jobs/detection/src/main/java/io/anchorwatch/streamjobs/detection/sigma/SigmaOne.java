// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What to write today in place of an aggregation of Sigma 1: {@code selection | count() by field > 5}. */
final class SigmaOne {

    private static final Pattern AGGREGATION = Pattern.compile(
            "\\|\\s*(count|sum|avg|min|max)\\s*\\(\\s*([^)\\s]*)\\s*\\)\\s*(?:by\\s+([^<>=]+?))?\\s*(<=|>=|==|=|<|>)\\s*([0-9.]+)\\s*$",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern NEAR = Pattern.compile("\\|\\s*near\\s+(.*)$", Pattern.CASE_INSENSITIVE);

    private SigmaOne() {}

    static String advice(Scope.Condition condition) {
        String timespan = condition.timeframe().isEmpty() ? "5m" : condition.timeframe();
        Matcher aggregation = AGGREGATION.matcher(condition.text());
        if (aggregation.find()) {
            String field = aggregation.group(2);
            String by = aggregation.group(3);
            String rewritten = type(aggregation.group(1), field)
                    .map(type -> "correlation: {type: " + type + ", rules: [NAME OF THIS RULE], "
                            + (by == null ? "" : "group-by: [" + by.strip() + "], ")
                            + "timespan: " + timespan + ", condition: {" + operator(aggregation.group(4)) + ": "
                            + aggregation.group(5) + (field.isEmpty() ? "" : ", field: " + field) + "}}")
                    .orElse("no correlation type is like '" + aggregation.group(1) + "'");
            return "aggregations are Sigma 1; end the condition before '|' and write a second document: " + rewritten;
        }
        if (NEAR.matcher(condition.text()).find()) {
            return "'near' is Sigma 1; make each selection a rule and write a second document: correlation: {type:"
                    + " temporal, rules: [NAMES OF THE RULES], timespan: " + timespan + "}";
        }
        return "aggregations ('| count() …') are Sigma 1; write a correlation rule instead";
    }

    private static Optional<String> type(String function, String field) {
        return switch (function.toLowerCase(Locale.ROOT)) {
            case "count" -> Optional.of(field.isEmpty() ? "event_count" : "value_count");
            case "sum" -> Optional.of("value_sum");
            case "avg" -> Optional.of("value_avg");
            default -> Optional.empty();
        };
    }

    private static String operator(String sign) {
        return switch (sign) {
            case "<" -> "lt";
            case "<=" -> "lte";
            case ">" -> "gt";
            case ">=" -> "gte";
            default -> "eq";
        };
    }
}

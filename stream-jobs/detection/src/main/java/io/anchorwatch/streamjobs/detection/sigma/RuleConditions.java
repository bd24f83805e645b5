// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.rule.LogSource;
import io.anchorwatch.streamjobs.detection.value.Values;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Conditions of pipelines on a whole rule. */
final class RuleConditions implements Gate.Reader<PipelineRun> {

    private static final List<String> LEVELS = List.of("informational", "low", "medium", "high", "critical");

    @Override
    public Gate.Condition<PipelineRun> read(String type, Params params) throws RuleSyntaxException {
        return switch (type) {
            case "logsource" -> {
                LogSource wanted = new LogSource(
                        params.text("category", ""), params.text("product", ""), params.text("service", ""));
                yield run -> wanted.covers(run.rule().logSource());
            }
            case "contains_detection_item" -> {
                String field = params.text("field");
                Optional<String> value =
                        params.node("value") == null ? Optional.empty() : Optional.of(params.text("value"));
                yield run -> Items.of(run.rule()).stream()
                        .anyMatch(item -> item.field().equals(field)
                                && (value.isEmpty()
                                        || item.values().stream()
                                                .anyMatch(v -> v.raw().equals(value.get()))));
            }
            case "processing_item_applied" -> {
                String id = params.text("processing_item_id");
                yield run -> run.wasApplied(id);
            }
            case "processing_state" -> state(params);
            case "is_sigma_rule" -> run -> true;
            case "is_sigma_correlation_rule" -> run -> false;
            case "tag" -> {
                String tag = params.text("tag");
                yield run -> run.rule().header().tags().contains(tag);
            }
            case "rule_attribute" -> attribute(params);
            default -> throw params.place("type").problem("the rule condition '" + type + "' is not supported");
        };
    }

    static Gate.Condition<PipelineRun> state(Params params) throws RuleSyntaxException {
        String key = params.text("key");
        String value = params.text("val");
        boolean equal = params.choice("op", "eq", "eq", "ne").equals("eq");
        return run -> value.equals(run.state().get(key)) == equal;
    }

    private static Gate.Condition<PipelineRun> attribute(Params params) throws RuleSyntaxException {
        String name = params.text("attribute");
        String value = params.text("value");
        String op = params.choice("op", "eq", "eq", "ne", "gt", "gte", "lt", "lte");
        return run -> {
            @Nullable String own = run.rule().attributes().get(name);
            if (own == null) {
                return false;
            }
            int sign = compare(own, value);
            return switch (op) {
                case "eq" -> own.equals(value);
                case "ne" -> !own.equals(value);
                case "gt" -> sign > 0;
                case "gte" -> sign >= 0;
                case "lt" -> sign < 0;
                default -> sign <= 0;
            };
        };
    }

    /** Levels by their order, numbers by value, dates as the texts they are. */
    private static int compare(String one, String other) {
        int level = LEVELS.indexOf(one.toLowerCase(Locale.ROOT));
        int bound = LEVELS.indexOf(other.toLowerCase(Locale.ROOT));
        if (level >= 0 && bound >= 0) {
            return Integer.compare(level, bound);
        }
        @Nullable BigDecimal number = Values.number(one);
        @Nullable BigDecimal limit = Values.number(other);
        return number != null && limit != null ? number.compareTo(limit) : one.compareTo(other);
    }
}

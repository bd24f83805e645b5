// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Conditions of pipelines on an item's values, and on its field. */
final class ItemConditions {

    /** An item of a rule on its way through the pipelines. */
    record Subject(PipelineRun run, Selection.Item item) {}

    private ItemConditions() {}

    static Gate.Condition<Subject> onValues(String type, Params params) throws RuleSyntaxException {
        return switch (type) {
            case "match_string" -> {
                Pattern pattern = Patterns.of(params, "pattern");
                boolean negate = params.flag("negate");
                yield values(
                        params,
                        value -> value.kind() == Value.Kind.TEXT
                                && pattern.matcher(value.raw()).lookingAt() != negate);
            }
            case "match_value" -> {
                String wanted = params.text("value");
                yield values(params, value -> value.raw().equals(wanted));
            }
            case "contains_wildcard" ->
                values(
                        params,
                        value -> value.kind() == Value.Kind.TEXT
                                && !SigmaText.parse(value.raw()).isLiteral());
            case "is_null" -> values(params, Value::isNull);
            default -> either(type, params, "detection item");
        };
    }

    static Gate.Condition<Subject> onField(String type, Params params) throws RuleSyntaxException {
        if (!type.equals("include_fields") && !type.equals("exclude_fields")) {
            return either(type, params, "field name");
        }
        boolean include = type.equals("include_fields");
        List<String> fields = params.texts("fields");
        boolean regex = params.choice("mode", params.choice("match_type", "plain", "plain", "re"), "plain", "re")
                .equals("re");
        if (!regex) {
            return subject -> fields.contains(subject.item().field()) == include;
        }
        List<Pattern> patterns = new ArrayList<>();
        for (String field : fields) {
            patterns.add(Patterns.compile(field, params.place("fields")));
        }
        return subject -> patterns.stream()
                        .anyMatch(pattern ->
                                pattern.matcher(subject.item().field()).lookingAt())
                == include;
    }

    private static Gate.Condition<Subject> either(String type, Params params, String what) throws RuleSyntaxException {
        if (type.equals("processing_item_applied")) {
            String id = params.text("processing_item_id");
            return subject -> subject.run().wasApplied(id, subject.item().place());
        }
        if (type.equals("processing_state")) {
            Gate.Condition<PipelineRun> state = RuleConditions.state(params);
            return subject -> state.holds(subject.run());
        }
        throw params.place("type").problem("the " + what + " condition '" + type + "' is not supported");
    }

    private static Gate.Condition<Subject> values(Params params, Predicate<Value> test) throws RuleSyntaxException {
        boolean all = params.choice("cond", "any", "any", "all").equals("all");
        return subject -> all
                ? subject.item().values().stream().allMatch(test)
                : subject.item().values().stream().anyMatch(test);
    }
}

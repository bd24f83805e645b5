// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.rule.LogSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.nodes.Node;

/** The transformations of pySigma that mean something while events are judged, by their names in a pipeline. */
final class Transformations {

    private static final Set<String> DISPLAY = Set.of("add_field", "remove_field", "set_field");

    private Transformations() {}

    static Transformation read(String type, Params params) throws RuleSyntaxException {
        if (DISPLAY.contains(type)) {
            params.texts(type.equals("set_field") ? "fields" : "field");
            params.place("type").warn("'" + type + "' changes the fields that a query shows; alerts show their own");
            return new Transformation.Rule(run -> {});
        }
        if (type.startsWith("field_name_")) {
            return new Transformation.Field(FieldSteps.read(type, params));
        }
        return switch (type) {
            case "drop_detection_item" -> new Transformation.Item((item, run) -> new Selection.Dropped());
            case "add_condition" -> addCondition(params);
            case "change_logsource" -> {
                LogSource changed = new LogSource(
                        params.text("category", ""), params.text("product", ""), params.text("service", ""));
                yield new Transformation.Rule(run -> run.rule().logSource(changed));
            }
            case "set_state" -> {
                String key = params.text("key");
                String value = params.node("val") == null ? params.text("value") : params.text("val");
                yield new Transformation.Rule(run -> run.state().put(key, value));
            }
            case "set_custom_attribute" -> {
                String key = params.text("attribute");
                String value = params.text("value");
                yield new Transformation.Rule(run -> run.rule().attributes().put(key, value));
            }
            case "rule_failure" -> {
                String message = params.text("message");
                yield new Transformation.Rule(run -> {
                    throw run.rule().place().problem("a pipeline refuses this rule: " + message);
                });
            }
            case "detection_item_failure" -> {
                String message = params.text("message");
                yield new Transformation.Item((item, run) -> {
                    throw item.place().problem("a pipeline refuses this item: " + message);
                });
            }
            case "nest" -> {
                List<PipelineItem> nested = items(params, "items");
                yield new Transformation.Rule(run -> {
                    for (PipelineItem item : nested) {
                        item.apply(run);
                    }
                });
            }
            default -> new Transformation.Item(ValueSteps.read(type, params));
        };
    }

    static List<PipelineItem> items(Params params, String key) throws RuleSyntaxException {
        List<PipelineItem> items = new ArrayList<>();
        for (Node node : YamlNodes.items(params.required(key))) {
            items.add(PipelineItem.read(new Params(node, "a transformation", params.log())));
        }
        return items;
    }

    /** Items that every rule must meet too, or must not when negated. */
    private static Transformation addCondition(Params params) throws RuleSyntaxException {
        Node conditions = params.required("conditions");
        params.text("name", "");
        boolean template = params.flag("template");
        boolean negated = params.flag("negated");
        Selection added =
                new SelectionReader(new Languages(), SigmaVersion.of(Map.of()), params.log()).read(conditions);
        Place place = params.place("conditions");
        Scope scope = negated
                ? new Scope(Map.of("added", added), Map.of(), List.of(new Scope.Condition(place, "not added", "")))
                : Scope.of("added", added);
        return new Transformation.Rule(run -> {
            run.rule().add(template ? Template.fill(scope, run) : scope);
        });
    }
}

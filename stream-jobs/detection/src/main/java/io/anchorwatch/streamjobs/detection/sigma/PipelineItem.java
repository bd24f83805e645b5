// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One item of a pipeline: what it does, and for which rules, items and fields.
 *
 * @param id by which later items may ask whether it worked, empty when it has none
 */
record PipelineItem(
        String id,
        Transformation transformation,
        Gate<PipelineRun> rules,
        Gate<ItemConditions.Subject> items,
        Gate<ItemConditions.Subject> fields) {

    static PipelineItem read(Params params) throws RuleSyntaxException {
        String id = params.text("id", "");
        Gate<PipelineRun> rules = Gate.read(params, "rule_conditions", "rule_cond", new RuleConditions());
        Gate<ItemConditions.Subject> items =
                Gate.read(params, "detection_item_conditions", "detection_item_cond", ItemConditions::onValues);
        Gate<ItemConditions.Subject> fields =
                Gate.read(params, "field_name_conditions", "field_name_cond", ItemConditions::onField);
        Transformation transformation = Transformations.read(params.text("type"), params);
        params.end();
        boolean narrowed = !items.conditions().isEmpty() || !fields.conditions().isEmpty();
        if (transformation instanceof Transformation.Rule && narrowed) {
            throw params.problem("this transformation is about whole rules; only rule_conditions can narrow it");
        }
        return new PipelineItem(id, transformation, rules, items, fields);
    }

    void apply(PipelineRun run) throws RuleSyntaxException {
        if (!rules.holds(run)) {
            return;
        }
        if (transformation instanceof Transformation.Rule rule) {
            rule.step().apply(run);
        } else {
            Items.change(run.rule(), new Bound(run));
        }
        if (!id.isEmpty()) {
            run.applied(id);
        }
    }

    /** This item at work on one rule. */
    private final class Bound implements Items.Change {

        private final PipelineRun run;

        Bound(PipelineRun run) {
            this.run = run;
        }

        @Override
        public Selection item(Selection.Item item, boolean inElement) throws RuleSyntaxException {
            if (!meets(item)) {
                return item;
            }
            Selection changed = item;
            if (transformation instanceof Transformation.Item step) {
                changed = step.step().apply(item, run);
            } else if (transformation instanceof Transformation.Field step && !inElement) {
                changed = renamed(item, step.step());
            }
            note(item.place());
            return changed;
        }

        @Override
        public List<String> block(Selection.Block block, boolean inElement) {
            Selection.Item shown = new Selection.Item(block.field(), List.of(), List.of(), block.place());
            if (transformation instanceof Transformation.Field step && !inElement && meets(shown)) {
                note(block.place());
                return step.step().apply(block.field(), run);
            }
            return List.of(block.field());
        }

        private boolean meets(Selection.Item item) {
            ItemConditions.Subject subject = new ItemConditions.Subject(run, item);
            return items.holds(subject) && fields.holds(subject);
        }

        private void note(Place place) {
            if (!id.isEmpty()) {
                run.applied(id, place);
            }
        }

        private Selection renamed(Selection.Item item, Transformation.OfField step) {
            Selection.Item referring = item.has(Modifier.FIELDREF) ? item.withValues(references(item, step)) : item;
            if (item.field().isEmpty()) {
                return referring;
            }
            Optional<FieldSelector> selector = FieldSelector.of(item.field());
            String head = selector.isPresent() ? selector.get().head() : item.field();
            String rest = item.field().substring(head.length());
            List<Selection> parts = new ArrayList<>();
            for (String name : step.apply(head, run)) {
                parts.add(referring.withField(name + rest));
            }
            return Linked.of(referring, parts);
        }

        private List<Value> references(Selection.Item item, Transformation.OfField step) {
            List<Value> values = new ArrayList<>();
            for (Value value : item.values()) {
                step.apply(value.raw(), run).forEach(name -> values.add(value.withText(name)));
            }
            return values;
        }
    }
}

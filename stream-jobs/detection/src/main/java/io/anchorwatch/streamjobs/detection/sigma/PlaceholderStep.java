// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Fills placeholders from a pipeline: with its variables, or with a wildcard.
 *
 * @param wildcard whether each becomes a star
 * @param include names to fill; empty for all
 * @param exclude names to leave
 */
record PlaceholderStep(boolean wildcard, List<String> include, List<String> exclude) {

    static Transformation.OfItem read(String type, Params params) throws RuleSyntaxException {
        PlaceholderStep step = new PlaceholderStep(
                type.equals("wildcard_placeholders"), params.texts("include"), params.texts("exclude"));
        if (!step.include.isEmpty() && !step.exclude.isEmpty()) {
            throw params.problem("'include' and 'exclude' exclude each other");
        }
        return step::fill;
    }

    private Selection fill(Selection.Item item, PipelineRun run) throws RuleSyntaxException {
        if (!item.has(Modifier.EXPAND)) {
            return item;
        }
        List<List<Value>> groups = new ArrayList<>();
        boolean open = false;
        for (Value value : item.values()) {
            List<Value> filled = new ArrayList<>();
            for (String text : Placeholders.expand(value, name -> values(name, run))) {
                filled.add(value.withText(text));
                open |= Placeholders.isOpen(text);
            }
            groups.add(filled);
        }
        if (open) {
            return ValueSteps.grouped(item, groups);
        }
        List<Modifier> rest = item.modifiers().stream()
                .filter(each -> each != Modifier.EXPAND)
                .toList();
        List<List<Value>> plain = new ArrayList<>();
        for (List<Value> group : groups) {
            plain.add(group.stream()
                    .map(value -> value.withText(Placeholders.unescape(value.raw())))
                    .toList());
        }
        return ValueSteps.grouped(item.withModifiers(rest), plain);
    }

    /** Null for a placeholder that stays. */
    private @Nullable List<String> values(String name, PipelineRun run) {
        if (exclude.contains(name) || (!include.isEmpty() && !include.contains(name))) {
            return null;
        }
        return wildcard ? List.of("*") : vars(name, run.vars());
    }

    private static @Nullable List<String> vars(String name, Map<String, List<String>> vars) {
        return vars.get(name);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Walks over the items of a rule. */
final class Items {

    /** Changes items; what has a field and is no item is shown as one, without values. */
    interface Change {

        Selection item(Selection.Item item, boolean inElement) throws RuleSyntaxException;

        /** The fields that a block stands for; usually its own. */
        List<String> block(Selection.Block block, boolean inElement) throws RuleSyntaxException;
    }

    private Items() {}

    /** All items of a rule. */
    static List<Selection.Item> of(EventRule rule) {
        List<Selection.Item> items = new ArrayList<>();
        rule.scopes().forEach(scope -> scope.selections().values().forEach(selection -> collect(selection, items)));
        return items;
    }

    private static void collect(Selection selection, List<Selection.Item> into) {
        if (selection instanceof Selection.Item item) {
            into.add(item);
        } else if (selection instanceof Selection.All all) {
            all.parts().forEach(part -> collect(part, into));
        } else if (selection instanceof Selection.Any any) {
            any.parts().forEach(part -> collect(part, into));
        } else if (selection instanceof Selection.Block block) {
            block.body().selections().values().forEach(part -> collect(part, into));
        }
    }

    static void change(EventRule rule, Change change) throws RuleSyntaxException {
        List<Scope> changed = new ArrayList<>();
        for (Scope scope : rule.scopes()) {
            changed.add(change(scope, change, false));
        }
        rule.replaceScopes(changed);
    }

    private static Scope change(Scope scope, Change change, boolean inElement) throws RuleSyntaxException {
        Map<String, Selection> changed = new LinkedHashMap<>();
        for (Map.Entry<String, Selection> entry : scope.selections().entrySet()) {
            changed.put(entry.getKey(), change(entry.getValue(), change, inElement));
        }
        return scope.withSelections(changed);
    }

    private static Selection change(Selection selection, Change change, boolean inElement) throws RuleSyntaxException {
        if (selection instanceof Selection.Item item) {
            return change.item(item, inElement);
        }
        if (selection instanceof Selection.All all) {
            return new Selection.All(change(all.parts(), change, inElement));
        }
        if (selection instanceof Selection.Any any) {
            return new Selection.Any(change(any.parts(), change, inElement));
        }
        if (selection instanceof Selection.Block block) {
            Scope body = change(block.body(), change, true);
            List<Selection> blocks = new ArrayList<>();
            for (String field : change.block(block, inElement)) {
                blocks.add(new Selection.Block(field, block.quantifier(), body, block.place()));
            }
            return blocks.size() == 1 ? blocks.get(0) : new Selection.Any(blocks);
        }
        return selection;
    }

    private static List<Selection> change(List<Selection> parts, Change change, boolean inElement)
            throws RuleSyntaxException {
        List<Selection> changed = new ArrayList<>();
        for (Selection part : parts) {
            changed.add(change(part, change, inElement));
        }
        return changed;
    }
}

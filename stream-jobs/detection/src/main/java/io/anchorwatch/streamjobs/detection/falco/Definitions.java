// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the files define, in order of first definition; what is defined again replaces what was there. */
final class Definitions {

    final Map<String, ListDefinition> lists = new LinkedHashMap<>();
    final Map<String, MacroDefinition> macros = new LinkedHashMap<>();
    final Map<String, RuleDefinition> rules = new LinkedHashMap<>();
    private int next;

    void list(String name, List<Located> items, boolean append, long place) throws FalcoException {
        @Nullable ListDefinition before = lists.get(name);
        if (append && before == null) {
            throw new FalcoException(place, "there is no list '" + name + "' to append to");
        }
        List<Located> all = new ArrayList<>(append && before != null ? before.items() : List.of());
        all.addAll(items);
        int now = next++;
        boolean usable = !append || before == null || before.isUsable();
        lists.put(name, new ListDefinition(name, all, before == null ? now : before.index(), now, usable));
    }

    /** Notes a list that could not be read: what uses it must not take its name for a word. */
    void brokenList(String name) {
        int now = next++;
        lists.put(name, new ListDefinition(name, List.of(), now, now, false));
    }

    void macro(String name, Located condition, boolean append, long place) throws FalcoException {
        @Nullable MacroDefinition before = macros.get(name);
        if (append && before == null) {
            throw new FalcoException(place, "there is no macro '" + name + "' to append to");
        }
        Located all = append && before != null ? joined(before.condition(), condition) : condition;
        int now = next++;
        boolean usable = !append || before == null || before.isUsable();
        macros.put(name, new MacroDefinition(name, all, before == null ? now : before.index(), now, usable));
    }

    /** Notes a macro that could not be read. */
    void brokenMacro(String name) {
        int now = next++;
        macros.put(name, new MacroDefinition(name, new Located(), now, now, false));
    }

    /** The two texts with a blank between. */
    static Located joined(Located first, Located second) {
        return new Located()
                .append(first)
                .append(" ", first.placeOf(first.length()))
                .append(second);
    }
}

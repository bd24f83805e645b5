// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Compiles macros, each once. */
final class Macros {

    private static final int MAX_NESTED = 64;

    private sealed interface Result {}

    private record Done(Compiled compiled) implements Result {}

    private record Failed(FalcoException why) implements Result {}

    private final Map<String, MacroDefinition> definitions;
    private final Lists lists;
    private final Budget budget;
    private final Sources sources;
    private final boolean asFalco;
    private final Map<String, Result> results = new HashMap<>();
    private final Set<String> within = new HashSet<>();

    Macros(Map<String, MacroDefinition> definitions, Lists lists, Budget budget, Sources sources, boolean asFalco) {
        this.definitions = definitions;
        this.lists = lists;
        this.budget = budget;
        this.sources = sources;
        this.asFalco = asFalco;
    }

    /**
     * Compiles a condition.
     *
     * @param visibility macros that were first defined later are not known
     */
    Compiled compile(Located condition, int visibility) throws FalcoException {
        Ast ast = new ConditionParser(lists.fill(condition)).parse();
        return new ConditionCompiler(this, visibility, budget, sources, asFalco).compile(ast);
    }

    /** What a macro stands for, where {@code place} names it. */
    Compiled get(String name, int visibility, long place) throws FalcoException {
        @Nullable MacroDefinition macro = definitions.get(name);
        if (macro == null) {
            throw new FalcoException(place, "there is no macro '" + name + "'");
        }
        if (macro.index() >= visibility) {
            throw new FalcoException(place, "macro '" + name + "' is defined below; move it up, before it is used");
        }
        @Nullable Result known = results.get(name);
        if (known == null) {
            known = compile(macro, place);
            results.put(name, known);
        }
        if (known instanceof Failed failed) {
            throw failed.why();
        }
        return ((Done) known).compiled();
    }

    private Result compile(MacroDefinition macro, long place) {
        if (!macro.isUsable()) {
            return new Failed(new FalcoException(place, "macro '" + macro.name() + "' could not be read"));
        }
        if (!within.add(macro.name()) || within.size() > MAX_NESTED) {
            return new Failed(
                    new FalcoException(place, "macro '" + macro.name() + "' uses itself or is nested too deep"));
        }
        try {
            return new Done(compile(macro.condition(), macro.visibility()));
        } catch (FalcoException wrong) {
            return new Failed(wrong);
        } finally {
            within.remove(macro.name());
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The linked correlations of a rule set, found by their version and by what they build on. Immutable. */
public final class CorrelationSet {

    /**
     * A correlation that builds on a rule.
     *
     * @param bit place of the rule among those that it lists
     */
    public record Listener(CorrelationRule correlation, int bit) {}

    private final Map<String, GroupMachine> machines = new HashMap<>();
    private final Map<String, List<Listener>> listeners = new HashMap<>();
    private final Set<String> silent;
    private final int levels;

    /** Takes the correlations of a linked set. */
    public CorrelationSet(RuleSet rules) {
        String digest = rules.digest();
        silent = rules.silent();
        int deepest = 0;
        for (CorrelationRule rule : rules.correlations()) {
            machines.put(version(rule.id(), rule.ref().logicHash()), new GroupMachine(rule, digest));
            for (int bit = 0; bit < rule.rules().size(); bit++) {
                listeners
                        .computeIfAbsent(rule.rules().get(bit), unused -> new ArrayList<>())
                        .add(new Listener(rule, bit));
            }
            deepest = Math.max(deepest, rule.level());
        }
        levels = deepest;
    }

    static String version(String id, String logic) {
        return id + "\n" + logic;
    }

    /** The correlations that build on a rule. */
    public List<Listener> listeners(String rule) {
        return listeners.getOrDefault(rule, List.of());
    }

    /** Whether a rule only feeds others and makes no alerts of its own. */
    boolean isSilent(String rule) {
        return silent.contains(rule);
    }

    /** How deep correlations build on each other; 0 when there are none. */
    public int levels() {
        return levels;
    }

    @Nullable
    GroupMachine machine(String version) {
        return machines.get(version);
    }

    Iterable<String> versions() {
        return machines.keySet();
    }
}

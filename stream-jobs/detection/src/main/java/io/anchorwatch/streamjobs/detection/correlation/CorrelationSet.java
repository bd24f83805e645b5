// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.rule.RuleTimeline;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The linked correlations of a timeline of rules, found by their version; and, by time, what builds on what. A
 * correlation that was changed or taken away still tells of events from when it was in force. Immutable.
 */
public final class CorrelationSet {

    /**
     * A correlation that builds on a rule.
     *
     * @param bit place of the rule among those that it lists
     */
    public record Listener(CorrelationRule correlation, int bit) {}

    private record Era(Map<String, List<Listener>> listeners, Set<String> silent, String digest) {}

    private final Map<String, GroupMachine> machines = new HashMap<>();
    private final Map<String, Long> sinceMs = new HashMap<>();
    private final NavigableMap<Long, Era> eras = new TreeMap<>();
    private final int levels;

    /** Takes the correlations of a linked set. */
    public CorrelationSet(RuleSet rules) {
        this(RuleTimeline.of(rules));
    }

    /** Takes the correlations of all sets. */
    public CorrelationSet(RuleTimeline timeline) {
        int deepest = 0;
        for (Map.Entry<Long, RuleSet> set : timeline.sets().entrySet()) {
            Map<String, List<Listener>> listeners = new HashMap<>();
            for (CorrelationRule rule : set.getValue().correlations()) {
                String version = version(rule.id(), rule.ref().logicHash());
                machines.putIfAbsent(version, new GroupMachine(rule, this::digestAt));
                sinceMs.putIfAbsent(version, set.getKey());
                for (int bit = 0; bit < rule.rules().size(); bit++) {
                    listeners
                            .computeIfAbsent(rule.rules().get(bit), unused -> new ArrayList<>())
                            .add(new Listener(rule, bit));
                }
                deepest = Math.max(deepest, rule.level());
            }
            eras.put(
                    set.getKey(),
                    new Era(listeners, set.getValue().silent(), set.getValue().digest()));
        }
        levels = deepest;
    }

    static String version(String id, String logic) {
        return id + "\n" + logic;
    }

    /** The correlations that build on a rule, at a time of events in microseconds since the epoch. */
    public List<Listener> listeners(String rule, long timeMicros) {
        return at(timeMicros).listeners().getOrDefault(rule, List.of());
    }

    /** Whether a rule only feeds others and makes no alerts of its own, at a time. */
    boolean isSilent(String rule, long timeMicros) {
        return at(timeMicros).silent().contains(rule);
    }

    private String digestAt(long timeMicros) {
        return at(timeMicros).digest();
    }

    private Era at(long timeMicros) {
        return eras.floorEntry(Math.floorDiv(timeMicros, 1_000L)).getValue();
    }

    /** How deep correlations build on each other; 0 when there are none. */
    public int levels() {
        return levels;
    }

    /** The level on which a hit is correlated; 0 when its correlation is not known. */
    public int level(Hit hit) {
        @Nullable GroupMachine machine = machine(version(hit.correlation(), hit.logic()));
        return machine == null ? 0 : machine.rule().level();
    }

    @Nullable
    GroupMachine machine(String version) {
        return machines.get(version);
    }

    Iterable<String> versions() {
        return machines.keySet();
    }

    /** From when on a version is in force, in microseconds; {@link Long#MIN_VALUE} when it always was. */
    long sinceMicros(String version) {
        long since = sinceMs.getOrDefault(version, RuleTimeline.ALWAYS);
        return since == RuleTimeline.ALWAYS ? Long.MIN_VALUE : since * 1_000;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.index;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Strikes out the rules that an event shows no clue of. Fields are asked in turn, the cheap before the dear, and only
 * while enough rules depend on them. Immutable, shared by threads; each thread brings its own {@link Marks}.
 */
public final class WitnessIndex {

    private final List<String> names;
    private final FieldIndex[] fields;
    private final int[] least;
    private final long[] always;

    /**
     * Builds the tables.
     *
     * @param witnesses one a rule, null for those that are always tried
     * @param cost how much later to read a field than others
     * @param least for how many rules a field is worth reading, by name; negative for how many clues of theirs
     */
    public WitnessIndex(List<@Nullable Witness> witnesses, FieldCost cost, FieldCost least) {
        int words = (witnesses.size() + 63) / 64;
        this.always = new long[words];
        Map<String, Map<Clue, List<Integer>>> byField =
                new TreeMap<>(Comparator.comparingInt(cost::of).thenComparing(Comparator.naturalOrder()));
        for (int rule = 0; rule < witnesses.size(); rule++) {
            @Nullable Witness witness = witnesses.get(rule);
            if (witness == null) {
                always[rule >> 6] |= 1L << rule;
                continue;
            }
            for (Clue clue : witness.clues()) {
                byField.computeIfAbsent(clue.field(), unused -> new LinkedHashMap<>())
                        .computeIfAbsent(clue, unused -> new ArrayList<>())
                        .add(rule);
            }
        }
        byField.entrySet().removeIf(each -> isNeverAsked(least.of(each.getKey()), each.getValue()));
        this.names = List.copyOf(byField.keySet());
        this.fields = new FieldIndex[names.size()];
        this.least = new int[names.size()];
        int field = 0;
        for (Map.Entry<String, Map<Clue, List<Integer>>> each : byField.entrySet()) {
            this.least[field] = rules(least.of(each.getKey()), each.getValue());
            fields[field] = new FieldIndex(field++, each.getValue(), words);
        }
    }

    /** Rules of a field that has too few of them are always tried. */
    private boolean isNeverAsked(int least, Map<Clue, List<Integer>> clues) {
        Set<Integer> rules = new HashSet<>();
        clues.values().forEach(rules::addAll);
        boolean never = rules.size() < rules(least, clues);
        if (never) {
            rules.forEach(rule -> always[rule >> 6] |= 1L << rule);
        }
        return never;
    }

    /** How many rules look for as many clues on average as wanted, one at least. */
    private static int rules(int least, Map<Clue, List<Integer>> clues) {
        if (least > 0) {
            return least;
        }
        int rules =
                (int) clues.values().stream().flatMap(List::stream).distinct().count();
        int looks = clues.values().stream().mapToInt(List::size).sum();
        return (int) Math.max(1, -(long) least * rules / looks);
    }

    /** A number for a field. */
    @FunctionalInterface
    public interface FieldCost {
        /** The number. */
        int of(String field);
    }

    /** The fields, in the order in which to ask for them. */
    public List<String> fields() {
        return names;
    }

    /** What a thread needs to use it. */
    public Marks marks() {
        int[] states = new int[fields.length];
        for (int i = 0; i < states.length; i++) {
            states[i] = fields[i].states();
        }
        return new Marks(always.length, states);
    }

    /** Starts an event. */
    public void begin(Marks marks) {
        marks.begin(always);
    }

    /**
     * Whether a field must be read and given to {@link #show}. When only a few candidates depend on it they stay
     * candidates without.
     */
    public boolean asks(int field, long[] candidates, Marks marks) {
        long[] dependent = fields[field].rules();
        long[] shown = marks.rules();
        int open = 0;
        for (int word = 0; word < candidates.length; word++) {
            open += Long.bitCount(candidates[word] & dependent[word] & ~shown[word]);
        }
        if (open >= least[field]) {
            return true;
        }
        for (int word = 0; open > 0 && word < candidates.length; word++) {
            shown[word] |= dependent[word];
        }
        return false;
    }

    /** Marks the rules that a value shows a clue of. */
    public void show(int field, Object value, Marks marks) {
        fields[field].mark(value, marks);
    }

    /** Strikes out of the candidates what nothing was shown of. */
    public void strike(long[] candidates, Marks marks) {
        long[] shown = marks.rules();
        for (int word = 0; word < candidates.length; word++) {
            candidates[word] &= shown[word];
        }
    }
}

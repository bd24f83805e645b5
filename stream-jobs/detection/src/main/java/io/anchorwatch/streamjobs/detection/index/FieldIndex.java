// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.index;

import io.anchorwatch.streamjobs.detection.expr.Network;
import io.anchorwatch.streamjobs.detection.value.Missing;
import io.anchorwatch.streamjobs.detection.value.Values;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The clues of one field, in tables by kind. */
final class FieldIndex {

    private static final int[] NO_RULES = {};

    private final int number;
    private final long[] rules;
    private final int[] present;
    private final FoldedTexts exact;
    private final int[][] exactRules;
    private final @Nullable TextAutomaton automaton;
    private final @Nullable NetworkTable networks;

    FieldIndex(int number, Map<Clue, List<Integer>> clues, int words) {
        this.number = number;
        this.rules = new long[words];
        clues.values().forEach(numbers -> numbers.forEach(rule -> rules[rule >> 6] |= 1L << rule));
        this.present = tables(clues, Clue.Kind.PRESENT, Clue::kind).getOrDefault(Clue.Kind.PRESENT, NO_RULES);
        Map<String, int[]> texts = tables(clues, Clue.Kind.EXACT, Clue::text);
        this.exact = new FoldedTexts(texts.keySet());
        this.exactRules = texts.values().toArray(int[][]::new);
        this.automaton = automaton(clues);
        Map<Network, int[]> nets = new HashMap<>();
        clues.forEach((clue, numbers) -> {
            if (clue.network() != null) {
                nets.put(clue.network(), array(numbers));
            }
        });
        this.networks = nets.isEmpty() ? null : new NetworkTable(nets);
    }

    private static @Nullable TextAutomaton automaton(Map<Clue, List<Integer>> clues) {
        Map<String, int[]> prefixes = tables(clues, Clue.Kind.PREFIX, Clue::text);
        Map<String, int[]> suffixes = tables(clues, Clue.Kind.SUFFIX, Clue::text);
        Map<String, int[]> parts = tables(clues, Clue.Kind.PART, Clue::text);
        List<String> all = new ArrayList<>(prefixes.keySet());
        all.addAll(suffixes.keySet());
        all.addAll(parts.keySet());
        if (all.isEmpty()) {
            return null;
        }
        TextTrie trie = new TextTrie(all);
        return new TextAutomaton(trie, byState(trie, prefixes), byState(trie, suffixes), byState(trie, parts));
    }

    private static int[][] byState(TextTrie trie, Map<String, int[]> rules) {
        int[][] byState = new int[trie.states()][];
        Arrays.fill(byState, NO_RULES);
        rules.forEach((text, numbers) -> byState[trie.end(text)] = numbers);
        return byState;
    }

    private static <K extends Comparable<K>> Map<K, int[]> tables(
            Map<Clue, List<Integer>> clues, Clue.Kind kind, Function<Clue, K> key) {
        Map<K, int[]> tables = new TreeMap<>();
        clues.forEach((clue, numbers) -> {
            if (clue.kind() == kind) {
                tables.put(key.apply(clue), array(numbers));
            }
        });
        return tables;
    }

    private static int[] array(List<Integer> numbers) {
        return numbers.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The rules that have a clue here. */
    long[] rules() {
        return rules;
    }

    int states() {
        return automaton == null ? 0 : automaton.states();
    }

    /** Marks the rules whose clue a value shows. */
    void mark(Object value, Marks marks) {
        if (value == Missing.ABSENT) {
            return;
        }
        marks.add(present);
        if (value instanceof List<?> elements) {
            for (int i = 0; i < elements.size(); i++) {
                @Nullable Object element = elements.get(i);
                if (element != null) {
                    scalar(element, marks);
                }
            }
        } else {
            scalar(value, marks);
        }
    }

    private void scalar(Object value, Marks marks) {
        @Nullable String text = Values.text(value);
        if (text == null) {
            return;
        }
        int place = exact.find(text);
        if (place >= 0) {
            marks.add(exactRules[place]);
        }
        if (automaton != null) {
            automaton.find(text, number, marks);
        }
        if (networks != null) {
            networks.find(text, marks);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.rule;

import io.anchorwatch.streamjobs.detection.Digest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules that work together, in order of id, and what was wrong with the others.
 *
 * @param rules usable rules, ids unique
 * @param problems everything found while reading, refused rules included
 */
public record RuleSet(List<Rule> rules, List<RuleProblem> problems) {

    public RuleSet {
        List<Rule> kept = new ArrayList<>();
        List<RuleProblem> found = new ArrayList<>(problems);
        Map<String, Rule> byId = new HashMap<>();
        for (Rule rule : rules) {
            @Nullable Rule first = byId.putIfAbsent(rule.id(), rule);
            if (first == null) {
                kept.add(rule);
            } else {
                found.add(new RuleProblem(
                        RuleProblem.Level.ERROR,
                        rule.file(),
                        0,
                        0,
                        "rule id '" + rule.id() + "' is taken by " + first.file() + "; give this rule another 'name'",
                        ""));
            }
        }
        kept.sort(Comparator.comparing(Rule::id));
        rules = List.copyOf(kept);
        problems = List.copyOf(found);
    }

    /** 16 hex digits over every rule's id and logic: the same digest finds the same things. */
    public String digest() {
        Digest digest = new Digest();
        rules.forEach(rule -> digest.add(rule.id()).add(rule.ref().logicHash()));
        return digest.hex(16);
    }

    /** The rules that are written for {@code stream}, in order of id. */
    public List<Rule> servedBy(LogSource stream) {
        return rules.stream()
                .filter(rule -> rule.logSource().isServedBy(stream))
                .toList();
    }

    /** Whether any rule was refused. */
    public boolean hasErrors() {
        return problems.stream().anyMatch(RuleProblem::isError);
    }
}

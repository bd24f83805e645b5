// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.rule;

import io.anchorwatch.streamjobs.detection.Digest;
import io.anchorwatch.streamjobs.detection.diff.Noise;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The rules that work together, in order of id, and what was wrong with the others.
 *
 * @param rules usable rules on single events, ids unique
 * @param correlations usable rules on what others found, ids unique among all
 * @param noise which changes of objects mean nothing
 * @param problems everything found while reading, refused rules included
 */
public record RuleSet(List<Rule> rules, List<CorrelationRule> correlations, Noise noise, List<RuleProblem> problems) {

    /** How the problem begins that a rule's name is taken; the name and a quote follow. */
    public static final String TAKEN = "rule id '";

    public RuleSet {
        List<RuleProblem> found = new ArrayList<>(problems);
        Map<String, String> fileOfId = new HashMap<>();
        rules = rules.stream()
                .filter(rule -> isFree(rule.id(), rule.file(), fileOfId, found))
                .sorted(Comparator.comparing(Rule::id))
                .toList();
        correlations = correlations.stream()
                .filter(rule -> isFree(rule.id(), rule.file(), fileOfId, found))
                .sorted(Comparator.comparing(CorrelationRule::id))
                .toList();
        problems = List.copyOf(found);
    }

    /** With the noise that is shipped. */
    public RuleSet(List<Rule> rules, List<CorrelationRule> correlations, List<RuleProblem> problems) {
        this(rules, correlations, Noise.standard(), problems);
    }

    /** Rules on single events alone. */
    public RuleSet(List<Rule> rules, List<RuleProblem> problems) {
        this(rules, List.of(), problems);
    }

    /** The same with another noise. */
    public RuleSet with(Noise otherNoise) {
        return new RuleSet(rules, correlations, otherNoise, problems);
    }

    private static boolean isFree(String id, String file, Map<String, String> fileOfId, List<RuleProblem> found) {
        @Nullable String first = fileOfId.putIfAbsent(id, file);
        if (first != null) {
            found.add(new RuleProblem(
                    RuleProblem.Level.ERROR,
                    file,
                    0,
                    0,
                    TAKEN + id + "' is taken by " + first + "; give this rule another 'name'",
                    ""));
        }
        return first == null;
    }

    /** The same set with correlations bound to the rules they build on; those that can't be are refused. */
    public RuleSet linked() {
        return CorrelationLinker.link(this);
    }

    /** Ids of rules that only feed correlations: they make no alerts of their own. */
    public Set<String> silent() {
        Set<String> silent = new HashSet<>();
        correlations.stream().filter(rule -> !rule.generate()).forEach(rule -> silent.addAll(rule.rules()));
        correlations.stream().filter(CorrelationRule::generate).forEach(rule -> silent.removeAll(rule.rules()));
        return silent;
    }

    /** 16 hex digits over every rule's id and logic: the same digest finds the same things. */
    public String digest() {
        Digest digest = new Digest();
        rules.forEach(rule -> digest.add(rule.id()).add(rule.ref().logicHash()));
        correlations.forEach(rule -> digest.add(rule.id()).add(rule.ref().logicHash()));
        noise.addTo(digest);
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

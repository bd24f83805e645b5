// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks through a set of rules for what their authors may have missed. A pure function of the rules and their texts. */
public final class Linter {

    private final FieldMapping mapping;
    private final RuleTexts texts;
    private final List<RuleCheck> checks;
    private final Optional<PolicyCheck> policy;

    /**
     * A linter for audit events.
     *
     * @param files content of the rule files, by the name under which the rules know them
     * @param mapping that the rules were read with
     * @param policy that the clusters record by, if it is known
     */
    public Linter(Map<String, String> files, FieldMapping mapping, Optional<AuditPolicy> policy) {
        this.texts = new RuleTexts(files);
        this.mapping = mapping;
        this.policy = policy.map(PolicyCheck::new);
        this.checks = new ArrayList<>(List.of(
                FieldChecks::names,
                FieldChecks.values(mapping != FieldMapping.NONE),
                FieldChecks::contradictions,
                FieldChecks::regexes,
                FieldChecks::level,
                new IndexCheck()));
        this.policy.ifPresent(checks::add);
    }

    /** All findings, those of the readers among them, by file and place. Rules that rest are not looked at. */
    public List<Finding> lint(RuleSet set) {
        List<Finding> findings = new ArrayList<>();
        set.problems().forEach(problem -> read(problem, findings));
        for (Rule rule : set.servedBy(LogSource.KUBERNETES_AUDIT)) {
            Report report = report(rule.ref(), rule.file(), rule.names());
            checks.forEach(check -> check.check(rule, report));
            findings.addAll(report.findings());
        }
        CorrelationChecks correlations =
                new CorrelationChecks(set, policy.map(PolicyCheck::never).orElse(Set.of()));
        for (CorrelationRule rule : byLevel(set.correlations())) {
            Report report = report(rule.ref(), rule.file(), rule.names());
            correlations.check(rule, report);
            findings.addAll(report.findings());
        }
        duplicates(set, findings);
        findings.sort(Finding.ORDER);
        return findings;
    }

    /** Those below first. */
    private static List<CorrelationRule> byLevel(List<CorrelationRule> rules) {
        return rules.stream()
                .sorted((one, other) -> Integer.compare(one.level(), other.level()))
                .toList();
    }

    /** A rule may have neither name nor id: then its title tells where it stands. */
    private Report report(Alert.RuleRef ref, String file, Set<String> names) {
        Optional<RuleText> text = texts.of(file, names).or(() -> texts.of(file, Set.of(ref.title())));
        return new Report(ref.id(), file, text, mapping);
    }

    private void read(RuleProblem problem, List<Finding> into) {
        boolean shadowed = problem.message().startsWith(RuleSet.TAKEN);
        FindingKind kind =
                shadowed ? FindingKind.SHADOWED : problem.isError() ? FindingKind.REFUSED : FindingKind.DOUBTFUL;
        Optional<RuleText> text = texts.at(problem.file(), problem.line());
        if (text.map(found -> kind.canBeIgnored() && found.ignored().contains(kind.id()))
                .orElse(false)) {
            return;
        }
        FindingPlace place = new FindingPlace(problem.file(), problem.line(), problem.column(), problem.source());
        into.add(new Finding(kind, "", shadowed ? second(problem, place) : place, problem.message()));
    }

    /** A taken name is told of the file alone; it stands in the last rule of that name. */
    private FindingPlace second(RuleProblem problem, FindingPlace otherwise) {
        return texts.all().stream()
                .filter(text -> text.file().equals(problem.file()))
                .filter(text -> text.names().stream()
                        .anyMatch(name -> problem.message().startsWith(RuleSet.TAKEN + name + "'")))
                .reduce((first, last) -> last)
                .map(text -> text.key("name"))
                .orElse(otherwise);
    }

    /** In the order of ids, each but the first of equal ones. */
    private void duplicates(RuleSet set, List<Finding> into) {
        Map<String, String> firstByLogic = new HashMap<>();
        Set<String> silent = new HashSet<>(set.silent());
        for (Rule rule : set.rules()) {
            @Nullable
            String first =
                    firstByLogic.putIfAbsent(rule.logSource() + rule.ref().logicHash(), rule.id());
            if (first != null && !silent.contains(rule.id())) {
                Report report = report(rule.ref(), rule.file(), rule.names());
                report.whole(
                        FindingKind.DUPLICATE,
                        "detects exactly what '" + first + "' detects; remove one, or every alert comes twice");
                into.addAll(report.findings());
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which rules can't fire, or not fully, on what a cluster's audit log shows. A pure function of the two. What it calls
 * dead is dead as far as the profile is right; what it does not name may still be dead.
 */
public final class PolicyAudit {

    private final AuditProfile profile;
    private final PolicyCheck policy;
    private final UntoldFields fields;

    /** For clusters that record as the profile says. */
    public PolicyAudit(AuditProfile profile) {
        this.profile = profile;
        this.policy = new PolicyCheck(profile.policy());
        this.fields = new UntoldFields(profile.fields().untold());
    }

    /**
     * Of a set.
     *
     * @param looked how many rules and correlations were looked at: those on audit events
     * @param blind what was found, at most one a rule, in the order of the rules
     */
    public record Result(int looked, List<Blind> blind) {

        public Result {
            blind = List.copyOf(blind);
        }

        /** How many rules see that much. */
        public long count(Blind.Sight sight) {
            return blind.stream().filter(each -> each.sight() == sight).count();
        }
    }

    /** Looks at every rule on audit events, whatever findings it says to ignore. */
    public Result check(RuleSet set) {
        List<Blind> found = new ArrayList<>();
        List<Rule> rules = set.servedBy(LogSource.KUBERNETES_AUDIT);
        rules.forEach(rule -> check(rule).ifPresent(found::add));
        Set<String> never = new HashSet<>();
        found.stream().filter(each -> each.sight() == Blind.Sight.NEVER).forEach(each -> never.add(each.rule()));
        set.correlations().stream()
                .sorted(Comparator.comparingInt(CorrelationRule::level))
                .forEach(rule -> check(rule, never).ifPresent(found::add));
        return new Result(rules.size() + set.correlations().size(), found);
    }

    private Optional<Blind> check(Rule rule) {
        if (!Conditions.requirements(rule.condition()).canHold()) {
            return Optional.empty();
        }
        UntoldFields.Left left = fields.read(rule.condition());
        if (left.neverHolds()) {
            return Optional.of(blind(rule, Blind.Sight.NEVER, "needs " + untold(left.because())));
        }
        if (!Conditions.requirements(left.condition()).canHold()) {
            return Optional.of(blind(rule, Blind.Sight.NEVER, "needs " + untold(left.lost())));
        }
        Optional<PolicyCheck.Verdict> verdict = policy.judge(with(rule, left.condition()));
        if (verdict.filter(found -> found.kind() == FindingKind.POLICY_NEVER).isPresent()) {
            return verdict.map(found -> blind(rule, Blind.Sight.NEVER, found));
        }
        if (!left.lost().isEmpty()) {
            return Optional.of(blind(rule, Blind.Sight.PART, "also asks for " + untold(left.lost())));
        }
        if (verdict.isPresent()) {
            return verdict.map(found -> blind(rule, Blind.Sight.PART, found));
        }
        return left.loose().isEmpty()
                ? Optional.empty()
                : Optional.of(blind(rule, Blind.Sight.MORE, "a filter asks for " + untold(left.loose())));
    }

    private static Optional<Blind> check(CorrelationRule rule, Set<String> never) {
        List<String> dead = rule.rules().stream().filter(never::contains).toList();
        if (dead.isEmpty()) {
            return Optional.empty();
        }
        if (never.containsAll(rule.rules())) {
            never.add(rule.id());
            String why = "none of the rules that it builds on can fire";
            return Optional.of(
                    new Blind(rule.id(), rule.ref().title(), Blind.Sight.NEVER, why, "can never fire here: " + why));
        }
        return Optional.of(new Blind(
                rule.id(),
                rule.ref().title(),
                Blind.Sight.PART,
                "builds on rules that can never fire",
                "fires only in part: builds on " + String.join(", ", dead) + ", which can never fire here"));
    }

    private String untold(Set<String> names) {
        return String.join(", ", new TreeSet<>(names)) + ", which " + profile.name() + " does not tell";
    }

    private static Blind blind(Rule rule, Blind.Sight sight, PolicyCheck.Verdict verdict) {
        return new Blind(rule.id(), rule.ref().title(), sight, verdict.cause(), verdict.message());
    }

    private static Blind blind(Rule rule, Blind.Sight sight, String why) {
        String head = switch (sight) {
            case NEVER -> "can never fire here: ";
            case PART -> "fires only in part: ";
            case MORE -> "may fire too often: ";
        };
        return new Blind(rule.id(), rule.ref().title(), sight, why, head + why);
    }

    private static Rule with(Rule rule, Expression condition) {
        return new Rule(
                rule.ref(),
                rule.severity(),
                rule.riskScore(),
                rule.status(),
                rule.description(),
                rule.falsePositives(),
                rule.auditLevel(),
                rule.logSource(),
                condition,
                rule.message(),
                rule.names(),
                rule.file());
    }
}

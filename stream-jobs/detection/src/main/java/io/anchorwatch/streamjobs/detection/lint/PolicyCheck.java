// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.Requirements;
import io.anchorwatch.streamjobs.detection.lint.AuditPolicy.PolicyRule;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Whether an audit policy records what a rule needs to fire. */
final class PolicyCheck implements RuleCheck {

    private static final int MAX_SHOWN = 4;
    private static final Set<String> LONG_RUNNING = Set.of("exec", "attach", "portforward", "proxy", "log");

    private final AuditPolicy policy;
    private final Set<String> never = new HashSet<>();

    PolicyCheck(AuditPolicy policy) {
        this.policy = policy;
    }

    /** Ids of the rules that can't fire, of those checked so far. */
    Set<String> never() {
        return never;
    }

    /** What of a kind of request is recorded: at most, at least, and by which rule of the policy the least. */
    private record Recorded(RequestShape shape, AuditLevel most, AuditLevel least, int line) {}

    /**
     * What is wrong with a rule.
     *
     * @param kind how much of it is lost
     * @param cause in words that are the same for all rules that share it
     */
    record Verdict(FindingKind kind, String cause, String message) {}

    @Override
    public void check(Rule rule, Report report) {
        judge(rule).ifPresent(verdict -> report.whole(verdict.kind(), verdict.message()));
    }

    /** Whether the policy records too little for a rule; nothing of a rule that never holds anywhere. */
    Optional<Verdict> judge(Rule rule) {
        Requirements requirements = Conditions.requirements(rule.condition());
        if (!requirements.canHold()) {
            return Optional.empty();
        }
        LevelNeeds needs = LevelNeeds.of(rule.condition());
        AuditLevel declared = AuditLevel.of(rule.auditLevel());
        AuditLevel whole = declared.compareTo(needs.least()) > 0 ? declared : needs.least();
        boolean managed = Conditions.leaves(rule.condition()).stream()
                .map(Expression.Leaf::field)
                .anyMatch(field -> field.contains("metadata.managedFields"));
        List<Recorded> recorded = new ArrayList<>();
        for (RequestShape shape : RequestShape.of(requirements, needs.least().compareTo(AuditLevel.REQUEST) >= 0)) {
            recorded.add(recorded(shape, managed));
        }
        if (recorded.stream().allMatch(each -> each.most().compareTo(needs.least()) < 0)) {
            never.add(rule.id());
            return Optional.of(
                    new Verdict(FindingKind.POLICY_NEVER, neverCause(recorded, needs), neverMessage(recorded, needs)));
        }
        List<String> missed = recorded.stream()
                .filter(each -> each.least().compareTo(whole) < 0)
                .map(each -> each.shape().text() + " at " + each.least().wireName()
                        + (each.line() > 0 ? " (line " + each.line() + ")" : " (no rule)"))
                .distinct()
                .toList();
        if (missed.isEmpty()) {
            return Optional.empty();
        }
        int more = missed.size() - MAX_SHOWN;
        return Optional.of(new Verdict(
                FindingKind.POLICY_PART,
                "needs " + whole.wireName() + ", and some of it may be recorded below that",
                "fires only in part: needs " + whole.wireName() + ", but the policy may record "
                        + String.join("; ", missed.subList(0, Math.min(MAX_SHOWN, missed.size())))
                        + (more > 0 ? "; and " + more + " more" : "")));
    }

    private static String neverCause(List<Recorded> recorded, LevelNeeds needs) {
        AuditLevel most = recorded.stream()
                .map(Recorded::most)
                .max(Comparator.naturalOrder())
                .orElse(AuditLevel.NONE);
        return most == AuditLevel.NONE
                ? "what it is about is not recorded at all"
                : "needs " + needs.least().wireName() + ", and " + most.wireName() + " is recorded at most";
    }

    private static String neverMessage(List<Recorded> recorded, LevelNeeds needs) {
        Recorded first = recorded.get(0);
        String why = needs.field().isEmpty() ? "needs" : "'" + needs.field() + "' needs";
        return "can never fire here: " + why + " " + needs.least().wireName() + ", and the policy records "
                + first.shape().text() + " at " + first.most().wireName()
                + (first.line() > 0 ? " (line " + first.line() + ")" : " (no rule)");
    }

    /** Walks the policy as far as a rule fits for certain; those that fit perhaps count as well. */
    private Recorded recorded(RequestShape shape, boolean managed) {
        AuditLevel most = AuditLevel.NONE;
        AuditLevel least = AuditLevel.REQUEST_RESPONSE;
        int line = 0;
        for (PolicyRule rule : policy.rules()) {
            PolicyMatcher.Fits fits = PolicyMatcher.match(rule, shape);
            if (fits == PolicyMatcher.Fits.NO) {
                continue;
            }
            AuditLevel level = level(rule, shape, managed);
            most = level.compareTo(most) > 0 ? level : most;
            if (level.compareTo(least) < 0 || line == 0) {
                least = level;
                line = rule.line();
            }
            if (fits == PolicyMatcher.Fits.YES) {
                return new Recorded(shape, most, least, line);
            }
        }
        return new Recorded(shape, most, AuditLevel.NONE, 0);
    }

    private static AuditLevel level(PolicyRule rule, RequestShape shape, boolean managed) {
        boolean silent = rule.omitStages().containsAll(stages(shape)) || (managed && rule.omitManagedFields());
        return silent ? AuditLevel.NONE : rule.level();
    }

    /** The stages at which a rule can fire: those it names, else those with a response. */
    private static Set<String> stages(RequestShape shape) {
        Set<String> named = shape.required("stage");
        if (!named.isEmpty()) {
            Set<String> stages = new HashSet<>();
            for (String stage : List.of("RequestReceived", "ResponseStarted", "ResponseComplete", "Panic")) {
                if (named.contains(stage.toLowerCase(Locale.ROOT))) {
                    stages.add(stage);
                }
            }
            return stages;
        }
        boolean lasts = shape.verb().filter("watch"::equals).isPresent() || LONG_RUNNING.contains(shape.subresource());
        return lasts ? Set.of("ResponseStarted", "ResponseComplete") : Set.of("ResponseComplete");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What shows in a correlation. */
final class CorrelationChecks {

    /** Fields whose value the caller writes as it likes, and why. */
    private static final Map<String, String> CALLERS = Map.of(
            "userAgent", "a header",
            "auditID", "a header",
            "sourceIPs", "headers name all but the last address; group by 'client.address'",
            "client.claimed", "headers; group by 'client.address'",
            "requestURI", "any parameter may be added to it",
            "exec.command", "any blank or comment may be added to it",
            "objectRef.name", "whoever creates an object names it; of one that exists it can't be chosen",
            "target.name", "whoever creates an object names it; of one that exists it can't be chosen");

    private final Map<String, Rule> rules = new HashMap<>();
    private final Set<String> never;

    /** {@code never} holds the ids of rules that can't fire under the policy. */
    CorrelationChecks(RuleSet set, Set<String> never) {
        set.rules().forEach(rule -> rules.put(rule.id(), rule));
        this.never = new HashSet<>(never);
    }

    void check(CorrelationRule rule, Report report) {
        rule.groupBy().forEach(field -> group(rule, field, report));
        if (!rule.firesOnArrival()) {
            report.key(
                    FindingKind.LATE_ALERT,
                    "condition",
                    "an upper bound or an absence is known only when the window is over: alerts come " + rule.span()
                            + " after the event, and the allowed lateness");
        }
        for (String base : rule.rules()) {
            @Nullable Rule below = rules.get(base);
            if (below != null && !below.logSource().isServedBy(LogSource.KUBERNETES_AUDIT)) {
                report.value(
                        FindingKind.RESTING_BASE,
                        "rules",
                        base,
                        "'" + base + "' is written for another log source and never fires on audit events");
            }
        }
        if (!rule.rules().isEmpty() && never.containsAll(rule.rules())) {
            never.add(rule.id());
            report.key(
                    FindingKind.POLICY_NEVER, "rules", "can never fire here: none of the rules that it builds on can");
        }
    }

    private void group(CorrelationRule rule, CorrelationRule.GroupField field, Report report) {
        Set<String> read = new HashSet<>();
        rule.rules().forEach(base -> read.addAll(field.fieldsFor(base)));
        for (String each : read.stream().sorted().toList()) {
            @Nullable String why = CALLERS.get(each);
            if (why == null && (each.startsWith("requestObject.") || each.startsWith("user.extra"))) {
                why = each.startsWith("user.extra") ? null : "the body of the request";
            }
            boolean names = each.equals("objectRef.name") || each.equals("target.name");
            if (why != null && (!names || creates(rule))) {
                report.value(
                        FindingKind.CALLER_GROUP,
                        "group-by",
                        field.name(),
                        "the caller chooses '" + each + "' (" + why
                                + "): with a new value for each request it stays below every count");
            }
        }
    }

    /** Whether a rule it builds on may be about the creation of objects. */
    private boolean creates(CorrelationRule rule) {
        List<String> bases = rule.rules();
        return bases.stream().map(rules::get).anyMatch(base -> {
            if (base == null) {
                return true;
            }
            Set<String> verbs =
                    Conditions.requirements(base.condition()).required().getOrDefault("verb", Set.of());
            return verbs.isEmpty() || verbs.contains("create");
        });
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.expr.Requirements;
import io.anchorwatch.streamjobs.detection.expr.TextRegex;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import org.jspecify.annotations.Nullable;

/** What shows in the fields of a rule and what they are held against. */
final class FieldChecks {

    private FieldChecks() {}

    /** Fields that no event has. */
    static void names(Rule rule, Report report) {
        for (Expression.Leaf leaf : Conditions.leaves(rule.condition())) {
            AuditFields.problem(leaf.field())
                    .ifPresent(message -> report.field(FindingKind.UNKNOWN_FIELD, leaf.field(), message));
        }
    }

    /** Values that no field ever has. */
    static RuleCheck values(boolean mapped) {
        return (rule, report) -> {
            for (Expression.Leaf leaf : Conditions.leaves(rule.condition())) {
                for (AuditValues.Problem problem : AuditValues.problems(leaf.field(), leaf.test(), mapped)) {
                    report.value(FindingKind.IMPOSSIBLE_VALUE, leaf.field(), problem.value(), problem.message());
                }
            }
        };
    }

    /** Conditions that exclude each other. */
    static void contradictions(Rule rule, Report report) {
        @Nullable String conflict = Conditions.requirements(rule.condition()).conflict();
        if (conflict == null) {
            return;
        }
        if (conflict.equals(Requirements.NOTHING)) {
            report.key(FindingKind.NEVER_MATCHES, "condition", "the condition holds for no event");
        } else {
            report.field(
                    FindingKind.NEVER_MATCHES,
                    conflict,
                    "the condition asks for values of '" + conflict + "' that exclude each other, so it never holds;"
                            + " link alternatives with 'or', or list them under one key");
        }
    }

    /** Regular expressions that work more than they find. */
    static void regexes(Rule rule, Report report) {
        for (Expression.Leaf leaf : Conditions.leaves(rule.condition())) {
            if (leaf.test() instanceof TextRegex regex) {
                RegexCost.problem(regex.regex().pattern())
                        .ifPresent(message -> report.field(FindingKind.COSTLY_REGEX, leaf.field(), message));
            }
        }
    }

    /** The level that the rule declares against what its fields need. */
    static void level(Rule rule, Report report) {
        LevelNeeds needs = LevelNeeds.of(rule.condition());
        AuditLevel declared = AuditLevel.of(rule.auditLevel());
        if (declared.compareTo(needs.least()) < 0) {
            report.key(
                    FindingKind.AUDIT_LEVEL,
                    "audit-level",
                    "declares audit level " + declared.wireName() + ", but '" + needs.field() + "' needs "
                            + needs.least().wireName() + "; write 'audit-level: "
                            + needs.least().wireName() + "' under 'anchorwatch'");
        } else if (declared.compareTo(needs.most()) > 0) {
            report.key(
                    FindingKind.AUDIT_LEVEL,
                    "audit-level",
                    "declares audit level " + declared.wireName() + ", but no field of it needs more than "
                            + needs.most().wireName() + "; a level too high makes people log more than they must");
        }
    }
}

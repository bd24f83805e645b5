// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection;

import io.anchorwatch.streamjobs.detection.engine.RuleMatcher;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.KubernetesAuditMapping;
import io.anchorwatch.streamjobs.detection.rule.RuleProblem;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.detection.sigma.Placeholders;
import io.anchorwatch.streamjobs.detection.sigma.SigmaReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Rules as short texts, for tests. */
public final class Sigma {

    public static final Placeholders LISTS =
            new Placeholders(Map.of("admins", List.of("alice", "ops-*"), "nets", List.of("10.0.0.0/8", "fd00::/8")));

    private static final String HEAD = "title: T\nlevel: low\nlogsource: {product: kubernetes}\ndetection:\n";

    private Sigma() {}

    /** A rule with that detection section, whose lines start with two blanks from line 5 on. */
    public static String rule(String detection) {
        return HEAD + detection.stripTrailing().indent(2);
    }

    public static RuleSet read(String text) {
        return new SigmaReader(new KubernetesAuditMapping(), LISTS).read(Map.of("r.yaml", text));
    }

    /** The one complaint about a text. */
    public static RuleProblem problem(String text) {
        List<RuleProblem> problems = read(text).problems();
        if (problems.size() != 1) {
            throw new AssertionError("expected one problem, not " + problems);
        }
        return problems.get(0);
    }

    /** The one error about a text; warnings don't count. */
    public static RuleProblem error(String text) {
        List<RuleProblem> errors =
                read(text).problems().stream().filter(RuleProblem::isError).toList();
        if (errors.size() != 1) {
            throw new AssertionError("expected one error, not " + errors);
        }
        return errors.get(0);
    }

    /** Whether a detection section matches a JSON record. */
    public static boolean matches(String detection, String json) {
        RuleSet rules = new SigmaReader(FieldMapping.NONE, LISTS).read(Map.of("r.yaml", rule(detection)));
        if (rules.hasErrors()) {
            throw new AssertionError(rules.problems().get(0).render());
        }
        return match(RuleMatcher.json(rules), json);
    }

    /** Whether the one rule of a text matches a JSON record, its field names left as they are. */
    public static boolean matchesRule(String text, String json) {
        RuleSet rules = new SigmaReader(FieldMapping.NONE, LISTS).read(Map.of("r.yaml", text));
        if (rules.rules().size() != 1) {
            throw new AssertionError("expected one rule: " + rules.problems());
        }
        return match(RuleMatcher.json(rules), json);
    }

    /** Whether {@code item}, alone in a selection, matches a JSON record. */
    public static boolean item(String item, String json) {
        return matches("s:\n" + item.indent(2) + "condition: s", json);
    }

    /** Whether {@code item} matches an audit event, in which facts and bare names count. */
    public static boolean audit(String item, String json) {
        RuleSet rules = read(rule("s:\n" + item.indent(2) + "condition: s"));
        if (rules.hasErrors()) {
            throw new AssertionError(rules.problems().get(0).render());
        }
        return match(RuleMatcher.audit(rules), json);
    }

    private static boolean match(RuleMatcher matcher, String json) {
        try {
            return !matcher.match(json.getBytes(StandardCharsets.UTF_8)).isEmpty();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}

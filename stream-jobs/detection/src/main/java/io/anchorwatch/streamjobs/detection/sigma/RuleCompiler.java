// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.Digest;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.MessageTemplate;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Turns an event rule, filters and pipelines applied, into the rule that runs. */
final class RuleCompiler {

    private final ScopeCompiler compiler;

    RuleCompiler(FieldMapping mapping, Placeholders placeholders) {
        this.compiler = new ScopeCompiler(mapping, placeholders);
    }

    @SuppressWarnings("ReferenceEquality")
    Rule compile(EventRule rule) throws RuleSyntaxException {
        List<Expression> parts = new ArrayList<>();
        for (Scope scope : rule.scopes()) {
            parts.add(compiler.compile(scope));
        }
        Expression condition = ScopeCompiler.and(parts);
        if (condition == ScopeCompiler.DROPPED) {
            throw rule.place().problem("the pipelines dropped every item of this rule");
        }
        EventRule.Head head = rule.head();
        Set<String> names = new HashSet<>(head.references());
        names.add(head.id());
        return new Rule(
                new Alert.RuleRef(
                        head.id(),
                        head.modified(),
                        new Digest().add("1").add(condition.toString()).hex(16),
                        head.title(),
                        attack(head.tags()),
                        head.extras().runbook(),
                        head.links()),
                head.severity(),
                head.extras().risk() < 0
                        ? head.severity().defaultRiskScore()
                        : head.extras().risk(),
                head.status(),
                head.description(),
                head.falsePositives(),
                head.extras().auditLevel(),
                rule.logSource(),
                condition,
                MessageTemplate.NONE,
                names,
                rule.place().log().file());
    }

    private static List<String> attack(List<String> tags) {
        return tags.stream()
                .filter(tag -> tag.matches("(?i)attack\\.t[0-9]{4}(\\.[0-9]{3})?"))
                .map(tag -> tag.substring("attack.".length()).toUpperCase(Locale.ROOT))
                .toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.Digest;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import io.anchorwatch.streamjobs.detection.rule.MessageTemplate;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import java.util.ArrayList;
import java.util.List;

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
        RuleHeader header = rule.header();
        return new Rule(
                header.ref(new Digest().add("1").add(condition.toString()).hex(16)),
                header.severity(),
                header.riskScore(),
                header.status(),
                header.description(),
                header.falsePositives(),
                header.extras().auditLevel(),
                rule.logSource(),
                condition,
                MessageTemplate.NONE,
                header.names(),
                rule.place().log().file());
    }
}

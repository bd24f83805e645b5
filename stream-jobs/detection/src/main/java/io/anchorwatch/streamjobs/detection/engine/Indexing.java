// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.index.Witness;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the engine finds out that a rule need not be tried on an audit event.
 *
 * @param rule the rule
 * @param discriminators fields with few values that it binds, such as the verb
 * @param witness what an event must show beside these, in words; empty when nothing
 */
public record Indexing(Rule rule, List<String> discriminators, String witness) {

    public Indexing {
        discriminators = List.copyOf(discriminators);
    }

    /** Answers for each rule, in the order given. */
    public static List<Indexing> of(List<Rule> rules) {
        Schema schema = new AuditSchema();
        return rules.stream().map(rule -> of(rule, schema)).toList();
    }

    private static Indexing of(Rule rule, Schema schema) {
        Expression condition = schema.complete(rule.condition());
        List<String> bound = Program.AUDIT_DISCRIMINATORS.stream()
                .filter(field -> Discriminator.necessary(condition, field) != null)
                .toList();
        @Nullable Witness witness = Witness.of(condition, schema::worth);
        return new Indexing(rule, bound, witness == null ? "" : witness.toString());
    }

    /** Whether it is tried on every event. */
    public boolean isAlwaysRun() {
        return discriminators.isEmpty() && witness.isEmpty();
    }

    /** In words: what narrows it, or {@code always run}. */
    public String text() {
        if (isAlwaysRun()) {
            return "always run";
        }
        String fields = String.join(", ", discriminators);
        return witness.isEmpty() ? fields : fields.isEmpty() ? witness : fields + "; " + witness;
    }
}

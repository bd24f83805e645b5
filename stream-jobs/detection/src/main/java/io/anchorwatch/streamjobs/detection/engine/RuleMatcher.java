// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.event.JsonView;
import io.anchorwatch.streamjobs.detection.facts.Fact;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.util.List;
import java.util.function.BiConsumer;

/** Which rules match a record, with no memory of others: rule tests, {@code rules match}, benchmarks. Not thread-safe. */
public final class RuleMatcher {

    private final Program program;
    private final boolean audit;
    private final Scratch scratch = new Scratch();

    private RuleMatcher(Program program, boolean audit) {
        this.program = program;
        this.audit = audit;
    }

    /** Reads records as audit events, facts included; rules for other log sources rest. */
    public static RuleMatcher audit(RuleSet rules) {
        return new RuleMatcher(Program.audit(rules.servedBy(LogSource.KUBERNETES_AUDIT)), true);
    }

    /** Reads records as plain JSON. */
    public static RuleMatcher json(RuleSet rules) {
        return new RuleMatcher(Program.json(rules.rules()), false);
    }

    /**
     * The rules that match, in order of id.
     *
     * @throws IOException when the bytes are not one JSON value
     */
    public List<Rule> match(byte[] json) throws IOException {
        return match(json, (rule, reason) -> {});
    }

    /** As {@link #match(byte[])}; {@code failed} hears of rules with a test that could not answer, by id, and why. */
    public List<Rule> match(byte[] json, BiConsumer<String, String> failed) throws IOException {
        return match(read(json), failed);
    }

    /**
     * Decodes a record, as far as the rules need it.
     *
     * @throws IOException when the bytes are not one JSON value
     */
    public EventView read(byte[] json) throws IOException {
        return audit
                ? AuditView.decode(json, Fact.values().length, program.slots())
                : new JsonView(AuditView.parse(json));
    }

    /** The rules that match what was {@linkplain #read read} here, in order of id. */
    public List<Rule> match(EventView event) {
        return match(event, (rule, reason) -> {});
    }

    private List<Rule> match(EventView event, BiConsumer<String, String> failed) {
        Program.Verdict verdict = program.run(event, scratch);
        verdict.failed().forEach(failed);
        List<Program.Hit> hits = verdict.hits();
        return hits.isEmpty() ? List.of() : hits.stream().map(Program.Hit::rule).toList();
    }
}

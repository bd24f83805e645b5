// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A compiled rule set: an index that picks candidates, and a node a rule. Immutable, shared by threads. */
final class Program {

    private static final List<String> AUDIT_DISCRIMINATORS =
            List.of("verb", "objectRef.resource", "objectRef.subresource", "actor.kind", "outcome");

    private final List<Rule> rules;
    private final Node[] conditions;
    private final Discriminator[] discriminators;
    private final int leaves;
    private final Set<Envelope> slots;

    private Program(List<Rule> rules, Schema schema, List<String> discriminating) {
        this.rules = rules;
        Compiler compiler = new Compiler(schema);
        List<Expression> expressions =
                rules.stream().map(Rule::condition).map(schema::complete).toList();
        this.conditions = expressions.stream().map(compiler::compile).toArray(Node[]::new);
        this.leaves = compiler.verdicts();
        this.slots = SlotSelection.of(expressions);
        this.discriminators = discriminating.stream()
                .map(field -> new Discriminator(field, schema.reader(field), expressions))
                .filter(Discriminator::isUseful)
                .toArray(Discriminator[]::new);
    }

    /** For audit events. */
    static Program audit(List<Rule> rules) {
        return new Program(rules, new AuditSchema(), AUDIT_DISCRIMINATORS);
    }

    /** As {@link #audit} with every rule a candidate for every event: what the index is held against. */
    static Program auditWithoutIndex(List<Rule> rules) {
        return new Program(rules, new AuditSchema(), List.of());
    }

    /** For any JSON record. */
    static Program json(List<Rule> rules) {
        return new Program(rules, new JsonSchema(), List.of());
    }

    /** The slots of an audit event that the rules look into, themselves or through the facts that most rules ask for. */
    Set<Envelope> slots() {
        return slots;
    }

    /** Judges one event; allocates nothing for one that meets no rule and fails none. */
    Verdict run(EventView event) {
        long[] candidates = new long[(rules.size() + 63) / 64];
        Arrays.fill(candidates, -1L);
        for (Discriminator discriminator : discriminators) {
            if (!discriminator.narrow(event, candidates)) {
                return Verdict.NOTHING;
            }
        }
        List<Hit> hits = List.of();
        Map<String, String> failed = Map.of();
        Match match = new Match(event, leaves);
        for (int word = 0; word < candidates.length; word++) {
            for (long rest = candidates[word]; rest != 0; rest &= rest - 1) {
                int rule = word * 64 + Long.numberOfTrailingZeros(rest);
                if (rule >= conditions.length) {
                    continue;
                }
                if (conditions[rule].holds(match)) {
                    hits = hits.isEmpty() ? new ArrayList<>() : hits;
                    hits.add(hit(rule, match));
                    match.takeFailure();
                } else if (match.hasFailed()) {
                    failed = failed.isEmpty() ? new LinkedHashMap<>() : failed;
                    failed.put(rules.get(rule).id(), match.takeFailure());
                }
            }
        }
        return hits.isEmpty() && failed.isEmpty() ? Verdict.NOTHING : new Verdict(hits, failed);
    }

    private Hit hit(int rule, Match match) {
        Map<String, String> matched = new LinkedHashMap<>();
        conditions[rule].explain(match, matched);
        return new Hit(rules.get(rule), matched);
    }

    /**
     * What the rules say of an event.
     *
     * @param hits the rules that it meets, in order of id, each with the fields and values that met it
     * @param failed ids of the rules that do not fire and had a test that could not answer, and why the last of these
     *     could not
     */
    record Verdict(List<Hit> hits, Map<String, String> failed) {
        static final Verdict NOTHING = new Verdict(List.of(), Map.of());
    }

    /** A rule that an event met, and why. */
    record Hit(Rule rule, Map<String, String> matched) {}
}

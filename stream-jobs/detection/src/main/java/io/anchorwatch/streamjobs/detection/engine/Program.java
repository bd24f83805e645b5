// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.event.Envelope;
import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import io.anchorwatch.streamjobs.detection.index.Marks;
import io.anchorwatch.streamjobs.detection.index.Witness;
import io.anchorwatch.streamjobs.detection.index.WitnessIndex;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A compiled rule set: an index that picks candidates, and a node a rule. Immutable, shared by threads. */
final class Program {

    static final List<String> AUDIT_DISCRIMINATORS =
            List.of("verb", "objectRef.resource", "objectRef.subresource", "actor.kind", "outcome");

    /** A field at hand is worth a look for that many clues; a body, which costs more than most rules do, for rules. */
    private static final int CLUES = 6;

    private static final int RULES_OF_BODY = 16;

    private final List<Rule> rules;
    private final Node[] conditions;
    private final Discriminator[] discriminators;
    private final WitnessIndex index;
    private final FieldValue[] asked;
    private final Match.Shape shape;
    private final Set<Envelope> slots;

    /** How candidates are found. */
    enum Indexed {
        /** As in service. */
        WHEN_WORTH_IT,
        /** Every field is asked, however few rules it is for. */
        ALWAYS,
        /** Every rule is a candidate for every event, and tests run as they are written. */
        NEVER
    }

    private Program(List<Rule> rules, Schema schema, List<String> discriminating, Indexed indexed) {
        this.rules = rules;
        Compiler compiler = new Compiler(schema, indexed == Indexed.NEVER);
        List<Expression> expressions =
                rules.stream().map(Rule::condition).map(schema::complete).toList();
        this.conditions = expressions.stream().map(compiler::compile).toArray(Node[]::new);
        this.slots = SlotSelection.of(expressions);
        this.discriminators = discriminating.stream()
                .map(field -> new Discriminator(field, schema.reader(field), expressions))
                .filter(discriminator -> indexed != Indexed.NEVER && discriminator.isUseful())
                .toArray(Discriminator[]::new);
        List<@Nullable Witness> witnesses = new ArrayList<>();
        for (Expression expression : expressions) {
            witnesses.add(indexed == Indexed.NEVER ? null : Witness.of(expression, schema::worth));
        }
        this.index = new WitnessIndex(
                witnesses,
                field -> schema.cost(field).ordinal(),
                field -> indexed == Indexed.ALWAYS
                        ? 1
                        : schema.isAtHand(field) && schema.cost(field) != Schema.Cost.BODY ? -CLUES : RULES_OF_BODY);
        this.asked = index.fields().stream().map(compiler::field).toArray(FieldValue[]::new);
        this.shape = compiler.shape();
    }

    /** For audit events. */
    static Program audit(List<Rule> rules) {
        return audit(rules, Indexed.WHEN_WORTH_IT);
    }

    /** As {@link #audit(List)}, with candidates found otherwise; the answers are the same. */
    static Program audit(List<Rule> rules, Indexed indexed) {
        return new Program(rules, new AuditSchema(), AUDIT_DISCRIMINATORS, indexed);
    }

    /** For any JSON record. */
    static Program json(List<Rule> rules) {
        return json(rules, Indexed.WHEN_WORTH_IT);
    }

    /** As {@link #json(List)}, with candidates found otherwise; the answers are the same. */
    static Program json(List<Rule> rules, Indexed indexed) {
        return new Program(rules, new JsonSchema(), List.of(), indexed);
    }

    /** The slots of an audit event that the rules look into, themselves or through the facts that most rules ask for. */
    Set<Envelope> slots() {
        return slots;
    }

    Scratch.Session session() {
        return new Scratch.Session(this, (rules.size() + 63) / 64, new Match(shape), index.marks());
    }

    /**
     * Judges one event; allocates nothing for one that meets no rule and fails none, but for what values have to be
     * computed from its bodies.
     */
    Verdict run(EventView event, Scratch scratch) {
        Scratch.Session session = scratch.of(this);
        if (!seek(event, session)) {
            return Verdict.NOTHING;
        }
        Match match = session.match;
        long[] candidates = session.candidates;
        List<Hit> hits = List.of();
        Map<String, String> failed = Map.of();
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

    /** Whether any rule may fire; the session then knows which, and the event. */
    private boolean seek(EventView event, Scratch.Session session) {
        long[] candidates = session.candidates;
        Arrays.fill(candidates, -1L);
        for (Discriminator discriminator : discriminators) {
            if (!discriminator.narrow(event, candidates)) {
                return false;
            }
        }
        narrow(candidates, session.match.begin(event), session.marks);
        return true;
    }

    /** The places of the rules that an event reaches: those the index does not rule out. */
    List<Integer> reached(EventView event, Scratch scratch) {
        Scratch.Session session = scratch.of(this);
        if (!seek(event, session)) {
            return List.of();
        }
        return BitSet.valueOf(session.candidates).stream()
                .filter(rule -> rule < conditions.length)
                .boxed()
                .toList();
    }

    /** Whether one rule holds, as if there were no other. */
    boolean holds(int rule, EventView event, Scratch scratch) {
        Match match = scratch.of(this).match.begin(event);
        boolean holds = conditions[rule].holds(match);
        match.takeFailure();
        return holds;
    }

    /** The id of the rule at a place. */
    String id(int rule) {
        return rules.get(rule).id();
    }

    private void narrow(long[] candidates, Match match, Marks marks) {
        index.begin(marks);
        for (int field = 0; field < asked.length; field++) {
            if (index.asks(field, candidates, marks)) {
                index.show(field, asked[field].of(match), marks);
            }
        }
        index.strike(candidates, marks);
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

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.EventView;
import io.anchorwatch.streamjobs.detection.facts.Fact;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * Times the condition of each rule that an audit event reaches, as if the rule were the only one: what rules share in
 * service, bodies read and facts computed among them, each pays here. Not thread-safe.
 */
public final class RuleTimer {

    /** So often at a stretch, since one time is not much longer than a look at the clock. */
    private static final int ROUNDS = 4;

    private final Program program;
    private final LongSupplier nanos;
    private final Scratch scratch = new Scratch();
    private long held;

    /**
     * A timer.
     *
     * @param nanos a clock of nanoseconds from any beginning
     */
    public RuleTimer(RuleSet rules, LongSupplier nanos) {
        this.program = Program.audit(rules.servedBy(LogSource.KUBERNETES_AUDIT));
        this.nanos = nanos;
    }

    /** Hears what rules cost. */
    public interface Sink {
        /** An event reaches that rule; whether to time it. */
        boolean reached(String rule);

        /** So long it took, in nanoseconds. */
        void took(String rule, long nanos);
    }

    /**
     * Times the rules that an event reaches.
     *
     * @throws IOException when the bytes are not one JSON object
     */
    public void time(byte[] json, Sink sink) throws IOException {
        for (int rule : program.reached(view(json), scratch)) {
            if (sink.reached(program.id(rule))) {
                sink.took(program.id(rule), time(rule, json));
            }
        }
    }

    private long time(int rule, byte[] json) throws IOException {
        EventView[] fresh = new EventView[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            fresh[round] = view(json);
        }
        long start = nanos.getAsLong();
        for (EventView event : fresh) {
            held += program.holds(rule, event, scratch) ? 1 : 0;
        }
        return (nanos.getAsLong() - start) / ROUNDS;
    }

    /** How often a rule held, over all rounds. */
    public long held() {
        return held;
    }

    private EventView view(byte[] json) throws IOException {
        return AuditView.decode(json, Fact.values().length, program.slots());
    }
}

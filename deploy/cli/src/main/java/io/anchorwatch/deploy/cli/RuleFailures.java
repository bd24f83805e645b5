// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

import io.anchorwatch.streamjobs.detection.value.Wire;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Map;
import java.util.TreeMap;

/** Counts the events for which a rule could not be evaluated, to be told at the end: such a rule does not fire. */
public final class RuleFailures {

    private record Count(long events, String lastReason) {}

    private final Map<String, Count> byRule = new TreeMap<>();

    /** Counts one event; {@code reason} is one line without event text. */
    public void add(String rule, String reason) {
        add(rule, 1, reason);
    }

    /** Counts several events, the last of which failed for {@code reason}. */
    public void add(String rule, long events, String reason) {
        byRule.merge(
                rule,
                new Count(events, reason),
                (before, now) -> new Count(before.events + now.events, now.lastReason));
    }

    /** Writes what was counted, for {@link #read}. */
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(byRule.size());
        for (Map.Entry<String, Count> rule : byRule.entrySet()) {
            Wire.text(out, rule.getKey());
            out.writeLong(rule.getValue().events());
            Wire.text(out, rule.getValue().lastReason());
        }
    }

    /** Adds what was written. */
    public void read(DataInputStream in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            add(Wire.text(in), in.readLong(), Wire.text(in));
        }
    }

    /** A line a rule, in order of id; none when all rules could be evaluated. */
    public void tell(PrintWriter err) {
        byRule.forEach((rule, count) -> err.println("note: rule '" + rule + "' could not be evaluated for "
                + count.events + (count.events == 1 ? " event" : " events") + " and did not fire there; last: "
                + count.lastReason));
        err.flush();
    }
}

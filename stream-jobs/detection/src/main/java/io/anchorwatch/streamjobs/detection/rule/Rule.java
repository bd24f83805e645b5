// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.rule;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import io.anchorwatch.streamjobs.detection.expr.Expression;
import java.util.List;
import java.util.Set;

/**
 * A rule on single events.
 *
 * @param ref what alerts say of it
 * @param severity its level
 * @param riskScore 0 to 100
 * @param status stable, test, experimental …, empty when not stated
 * @param description what it finds and why that matters
 * @param falsePositives what fires it without being bad
 * @param auditLevel the least audit level at which it can fire: Metadata, Request or RequestResponse
 * @param logSource which stream it is written for
 * @param condition when it fires
 * @param message what it says of an event in its own words
 * @param names what other documents may call it by: its id and, where it has one, its UUID
 * @param file where it was read from
 */
public record Rule(
        Alert.RuleRef ref,
        Severity severity,
        int riskScore,
        String status,
        String description,
        List<String> falsePositives,
        String auditLevel,
        LogSource logSource,
        Expression condition,
        MessageTemplate message,
        Set<String> names,
        String file) {

    public Rule {
        falsePositives = List.copyOf(falsePositives);
        names = Set.copyOf(names);
    }

    /** Its stable name. */
    public String id() {
        return ref.id();
    }
}

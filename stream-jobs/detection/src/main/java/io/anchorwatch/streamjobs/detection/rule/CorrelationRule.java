// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.rule;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A rule on what other rules found over time.
 *
 * @param ref what alerts say of it
 * @param severity its level
 * @param riskScore 0 to 100
 * @param description what it finds and why that matters
 * @param falsePositives what fires it without being bad
 * @param type what is computed over the window
 * @param rules names of the rules it builds on, correlations among them; ids once linked
 * @param groupBy what events are told apart by, in order; none makes one group of a cluster
 * @param span the window, closed on both ends
 * @param condition when it fires
 * @param generate whether the rules it builds on alert on their own as well
 * @param names what other documents may call it by
 * @param level 1 when it builds on rules on single events only, else one more than the deepest it builds on; 0 unlinked
 * @param file where it was read from
 * @see <a href="https://github.com/SigmaHQ/sigma-specification">Sigma 2.1, correlation rules</a>
 */
public record CorrelationRule(
        Alert.RuleRef ref,
        Severity severity,
        int riskScore,
        String description,
        List<String> falsePositives,
        CorrelationType type,
        List<String> rules,
        List<GroupField> groupBy,
        Duration span,
        CorrelationCondition condition,
        boolean generate,
        Set<String> names,
        int level,
        String file) {

    /** As many rules as one correlation may build on. */
    public static final int MAX_RULES = 64;

    public CorrelationRule {
        falsePositives = List.copyOf(falsePositives);
        rules = List.copyOf(rules);
        groupBy = List.copyOf(groupBy);
        names = Set.copyOf(names);
    }

    /** Its stable name. */
    public String id() {
        return ref.id();
    }

    /** Whether one more event can only help it to hold, so that it may fire before the window has closed. */
    public boolean firesOnArrival() {
        return condition.hasOnlyLowerBounds();
    }

    /**
     * A group-by field.
     *
     * @param name as written, an alias perhaps
     * @param fields the fields to look at, the first that is there counts
     * @param byRule other fields for single rules, by the rule's name; its id once linked
     */
    public record GroupField(String name, List<String> fields, Map<String, List<String>> byRule) {
        public GroupField {
            fields = List.copyOf(fields);
            byRule = Map.copyOf(byRule);
        }

        /** The fields to look at in events of a rule. */
        public List<String> fieldsFor(String rule) {
            return byRule.getOrDefault(rule, fields);
        }
    }
}

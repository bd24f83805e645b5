// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.rule.LogSource;
import java.util.List;
import java.util.Map;

/**
 * A filter: a condition that rules of other documents must meet too.
 *
 * @param rules names or UUIDs of rules with the place of each; empty for every rule of the log source
 * @param logSource which rules it may touch
 * @param scope the condition, with selections of its own
 * @param place of the document
 */
record Filter(Map<String, Place> rules, LogSource logSource, Scope scope, Place place) {

    /** Joins filters to rules; what a filter can't reach is told. */
    static void apply(List<Filter> filters, List<EventRule> rules) {
        for (Filter filter : filters) {
            filter.rules.forEach((name, where) -> filter.check(name, where, rules));
            for (EventRule rule : rules) {
                if (filter.names(rule) && filter.logSource.covers(rule.logSource())) {
                    rule.add(filter.scope);
                }
            }
        }
    }

    private boolean names(EventRule rule) {
        return rules.isEmpty() || rule.header().names().stream().anyMatch(rules::containsKey);
    }

    private void check(String name, Place where, List<EventRule> rules) {
        List<EventRule> named = rules.stream()
                .filter(rule -> rule.header().names().contains(name))
                .toList();
        if (named.isEmpty()) {
            where.problem("there is no rule with the name or id '" + name + "' to filter")
                    .tell(where.log());
        } else if (named.stream().noneMatch(rule -> logSource.covers(rule.logSource()))) {
            where.warn("the log source of '" + name + "' is another than the filter's, which leaves it as it is");
        }
    }
}

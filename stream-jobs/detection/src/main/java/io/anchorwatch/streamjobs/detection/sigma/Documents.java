// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import java.util.ArrayList;
import java.util.List;

/** What the documents of all files hold, before filters and pipelines join them. */
final class Documents {

    private final List<EventRule> rules = new ArrayList<>();
    private final List<CorrelationRule> correlations = new ArrayList<>();
    private final List<Filter> filters = new ArrayList<>();

    void add(EventRule rule) {
        rules.add(rule);
    }

    void add(CorrelationRule correlation) {
        correlations.add(correlation);
    }

    List<CorrelationRule> correlations() {
        return correlations;
    }

    void add(Filter filter) {
        filters.add(filter);
    }

    List<EventRule> rules() {
        return rules;
    }

    List<Filter> filters() {
        return filters;
    }
}

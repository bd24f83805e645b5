// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.alert.Severity;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** An event rule as it was read: filters and pipelines change it before it becomes a rule. */
final class EventRule {

    /**
     * What it says of itself.
     *
     * @param id its stable name
     * @param references what filters and correlations may call it by: its name and its UUID, as far as it has them
     */
    record Head(
            String id,
            Set<String> references,
            String title,
            String modified,
            Severity severity,
            Extras extras,
            String status,
            String description,
            List<String> falsePositives,
            List<String> links,
            List<String> tags) {}

    private final Head head;
    private final Place place;
    private final List<Scope> scopes = new ArrayList<>();
    private final Map<String, String> attributes;
    private LogSource logSource;

    EventRule(Head head, LogSource logSource, Scope detection, Map<String, String> attributes, Place place) {
        this.head = head;
        this.logSource = logSource;
        this.attributes = new LinkedHashMap<>(attributes);
        this.place = place;
        scopes.add(detection);
    }

    Head head() {
        return head;
    }

    /** The document. */
    Place place() {
        return place;
    }

    LogSource logSource() {
        return logSource;
    }

    void logSource(LogSource changed) {
        logSource = changed;
    }

    /** What must hold, all of it; the rule's own detection comes first. */
    List<Scope> scopes() {
        return List.copyOf(scopes);
    }

    void add(Scope scope) {
        scopes.add(scope);
    }

    void replaceScopes(List<Scope> changed) {
        scopes.clear();
        scopes.addAll(changed);
    }

    /** Top-level texts of the document, for the conditions of pipelines. */
    Map<String, String> attributes() {
        return attributes;
    }
}

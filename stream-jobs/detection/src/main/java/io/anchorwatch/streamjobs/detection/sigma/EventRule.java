// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.sigma;

import io.anchorwatch.streamjobs.detection.rule.LogSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An event rule as it was read: filters and pipelines change it before it becomes a rule. */
final class EventRule {

    private final RuleHeader header;
    private final Place place;
    private final List<Scope> scopes = new ArrayList<>();
    private final Map<String, String> attributes;
    private LogSource logSource;

    EventRule(RuleHeader header, LogSource logSource, Scope detection, Map<String, String> attributes, Place place) {
        this.header = header;
        this.logSource = logSource;
        this.attributes = new LinkedHashMap<>(attributes);
        this.place = place;
        scopes.add(detection);
    }

    RuleHeader header() {
        return header;
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

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes the findings about one rule, and finds their places in its text. */
final class Report {

    private final String rule;
    private final String file;
    private final Optional<RuleText> text;
    private final FieldMapping mapping;
    private final Set<Finding> findings = new LinkedHashSet<>();

    Report(String rule, String file, Optional<RuleText> text, FieldMapping mapping) {
        this.rule = rule;
        this.file = file;
        this.text = text;
        this.mapping = mapping;
    }

    /** About the rule as a whole. */
    void whole(FindingKind kind, String message) {
        add(kind, text.map(RuleText::whole).orElseGet(() -> FindingPlace.of(file)), message);
    }

    /** About what a key of the rule says. */
    void key(FindingKind kind, String key, String message) {
        add(kind, text.map(found -> found.key(key)).orElseGet(() -> FindingPlace.of(file)), message);
    }

    /** About a field of the event. */
    void field(FindingKind kind, String field, String message) {
        add(kind, text.map(found -> found.field(field, mapping)).orElseGet(() -> FindingPlace.of(file)), message);
    }

    /** About a value that a field is held against. */
    void value(FindingKind kind, String field, String value, String message) {
        add(
                kind,
                text.map(found -> found.value(field, value, mapping)).orElseGet(() -> FindingPlace.of(file)),
                message);
    }

    private void add(FindingKind kind, FindingPlace place, String message) {
        if (text.map(found -> !found.ignored().contains(kind.id())).orElse(true)) {
            findings.add(new Finding(kind, rule, place, message));
        }
    }

    List<Finding> findings() {
        return new ArrayList<>(findings);
    }
}

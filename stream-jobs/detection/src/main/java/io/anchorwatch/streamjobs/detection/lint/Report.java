// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.rule.FieldMapping;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Takes the findings about one rule, and finds their places in its text. */
final class Report {

    /** Enough to mend; finding the place of each costs time. */
    private static final int MAX = 200;

    private final String rule;
    private final String file;
    private final Optional<RuleText> text;
    private final FieldMapping mapping;
    private final Set<Finding> findings = new LinkedHashSet<>();
    private int more;

    Report(String rule, String file, Optional<RuleText> text, FieldMapping mapping) {
        this.rule = rule;
        this.file = file;
        this.text = text;
        this.mapping = mapping;
    }

    /** About the rule as a whole. */
    void whole(FindingKind kind, String message) {
        add(kind, RuleText::whole, message);
    }

    /** About what a key of the rule says. */
    void key(FindingKind kind, String key, String message) {
        add(kind, found -> found.key(key), message);
    }

    /** About a field of the event. */
    void field(FindingKind kind, String field, String message) {
        add(kind, found -> found.field(field, mapping), message);
    }

    /** About a value that a field is held against. */
    void value(FindingKind kind, String field, String value, String message) {
        add(kind, found -> found.value(field, value, mapping), message);
    }

    private void add(FindingKind kind, Function<RuleText, FindingPlace> where, String message) {
        if (text.map(found -> found.ignored().contains(kind.id())).orElse(false)) {
            return;
        }
        if (findings.size() == MAX) {
            more++;
            return;
        }
        FindingPlace place = text.map(where).orElseGet(() -> FindingPlace.of(file));
        findings.add(new Finding(kind, rule, place, message));
    }

    List<Finding> findings() {
        List<Finding> all = new ArrayList<>(findings);
        if (more > 0) {
            FindingPlace place = text.map(RuleText::whole).orElseGet(() -> FindingPlace.of(file));
            all.add(new Finding(FindingKind.DOUBTFUL, rule, place, more + " more findings; mend the first ones"));
        }
        return all;
    }
}

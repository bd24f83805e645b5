// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import io.anchorwatch.streamjobs.detection.value.Shown;
import java.util.Comparator;

/**
 * Something about a rule that its author should know.
 *
 * @param kind what kind of thing
 * @param rule the rule's id, empty when it has none because it was refused
 * @param place where to look
 * @param message what is wrong and what to write instead
 */
public record Finding(FindingKind kind, String rule, FindingPlace place, String message) {

    private static final int MAX_SHOWN = 1_000;

    /** By file, then by place in it. */
    static final Comparator<Finding> ORDER = Comparator.comparing((Finding finding) -> finding.place.file())
            .thenComparingInt(finding -> finding.place.line())
            .thenComparingInt(finding -> finding.place.column())
            .thenComparing(Finding::kind)
            .thenComparing(Finding::message);

    /**
     * {@code file:line:column: warning: message [kind]}, then the line and a caret below the column; control characters
     * are escaped: the rule may be hostile.
     */
    public String render() {
        String where = place.line() > 0 ? place.file() + ":" + place.line() + ":" + place.column() : place.file();
        String head =
                where + ": " + kind.level().wireName() + ": " + Shown.text(message, MAX_SHOWN) + " [" + kind.id() + "]";
        if (place.source().isEmpty()) {
            return head;
        }
        int before = Math.min(Math.max(place.column() - 1, 0), place.source().length());
        return head + "\n    " + Shown.text(place.source(), MAX_SHOWN) + "\n    " + " ".repeat(before) + "^";
    }
}

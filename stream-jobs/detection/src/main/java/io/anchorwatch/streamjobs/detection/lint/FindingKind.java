// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Kinds of findings; {@code LINT.md} explains each. */
public enum FindingKind {
    REFUSED(FindingLevel.ERROR, "The rule can't be honoured exactly and is not in force."),
    DOUBTFUL(FindingLevel.WARNING, "The rule is in force, but may not mean what its author thinks."),
    UNKNOWN_FIELD(FindingLevel.WARNING, "No audit event has a field of this name."),
    IMPOSSIBLE_VALUE(FindingLevel.WARNING, "The field never holds this value."),
    NEVER_MATCHES(FindingLevel.ERROR, "The conditions contradict each other."),
    AUDIT_LEVEL(FindingLevel.WARNING, "The declared audit level is not what the rule's fields need."),
    POLICY_NEVER(FindingLevel.ERROR, "Under the given audit policy the rule can never fire."),
    POLICY_PART(FindingLevel.WARNING, "Under the given audit policy the rule misses some of what it is about."),
    UNINDEXED(FindingLevel.WARNING, "No field picks the rule out, so that it runs on every event."),
    COSTLY_REGEX(FindingLevel.WARNING, "The regular expression costs more than what it finds is worth."),
    CALLER_GROUP(FindingLevel.WARNING, "Events are grouped by something that the caller chooses."),
    LATE_ALERT(FindingLevel.NOTE, "Alerts come only once the window is over."),
    RESTING_BASE(FindingLevel.WARNING, "The correlation builds on a rule that rests."),
    DUPLICATE(FindingLevel.WARNING, "Another rule detects exactly the same."),
    SHADOWED(FindingLevel.ERROR, "Another rule has the same name, and only one of them is in force.");

    private final FindingLevel level;
    private final String summary;

    FindingKind(FindingLevel level, String summary) {
        this.level = level;
        this.summary = summary;
    }

    /** Its name in output and in {@code lint-ignore}. */
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How bad it is. */
    public FindingLevel level() {
        return level;
    }

    /** What it says, in one sentence. */
    public String summary() {
        return summary;
    }

    /** Whether a rule may say that it does not want to hear of it. */
    public boolean canBeIgnored() {
        return this != REFUSED && this != SHADOWED;
    }

    /** The kind of that id. */
    public static Optional<FindingKind> of(String id) {
        return Arrays.stream(values()).filter(kind -> kind.id().equals(id)).findFirst();
    }

    /** Ids of the kinds that a rule may ignore. */
    public static List<String> ignorable() {
        return Arrays.stream(values())
                .filter(FindingKind::canBeIgnored)
                .map(FindingKind::id)
                .toList();
    }
}

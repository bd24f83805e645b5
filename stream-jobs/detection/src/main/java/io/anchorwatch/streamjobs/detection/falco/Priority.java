// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.falco;

import io.anchorwatch.streamjobs.alert.Severity;
import java.util.Locale;
import java.util.Optional;

/** Falco's priorities, gravest first, and the severity of each. */
enum Priority {
    EMERGENCY(Severity.CRITICAL),
    ALERT(Severity.CRITICAL),
    CRITICAL(Severity.CRITICAL),
    ERROR(Severity.HIGH),
    WARNING(Severity.MEDIUM),
    NOTICE(Severity.LOW),
    INFORMATIONAL(Severity.INFORMATIONAL),
    DEBUG(Severity.INFORMATIONAL);

    private final Severity severity;

    Priority(Severity severity) {
        this.severity = severity;
    }

    Severity severity() {
        return severity;
    }

    /** The priority of that name in any case, {@code info} included. */
    static Optional<Priority> of(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        for (Priority priority : values()) {
            if (priority.name().equals(upper.equals("INFO") ? "INFORMATIONAL" : upper)) {
                return Optional.of(priority);
            }
        }
        return Optional.empty();
    }
}

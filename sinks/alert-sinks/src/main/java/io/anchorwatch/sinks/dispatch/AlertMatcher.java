// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.streamjobs.alert.Alert;

/** Whether an alert goes down a branch of the routing: a pure function of the alert. */
@FunctionalInterface
public interface AlertMatcher {

    /** Everything. */
    AlertMatcher ALL = alert -> true;

    /** Whether the alert goes this way. */
    boolean matches(Alert alert);

    /** Both must agree. */
    default AlertMatcher and(AlertMatcher other) {
        return alert -> matches(alert) && other.matches(alert);
    }
}

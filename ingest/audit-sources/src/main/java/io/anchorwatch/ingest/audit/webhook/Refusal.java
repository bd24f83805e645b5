// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import java.util.Locale;

/** Why a request is not answered with 200, and the status it gets. */
enum Refusal {
    UNAUTHENTICATED(401, "Unauthorized", false),
    WRONG_CLUSTER(403, "Forbidden", false),
    SLOW_BODY(408, "Timeout", false),
    BROKEN_BODY(400, "BadRequest", true),
    NOT_AN_EVENT_LIST(400, "BadRequest", true),
    TOO_LARGE(413, "RequestEntityTooLarge", true),
    OVERLOADED(503, "ServiceUnavailable", false),
    NOT_STORED(503, "ServiceUnavailable", false);

    private final int status;
    private final String reason;
    private final boolean kept;

    Refusal(int status, String reason, boolean kept) {
        this.status = status;
        this.reason = reason;
        this.kept = kept;
    }

    int status() {
        return status;
    }

    /** As {@code metav1.StatusReason} has it. */
    String reason() {
        return reason;
    }

    /** Whether sending it again cannot help, so that the body goes to the dead letters. */
    boolean kept() {
        return kept;
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}

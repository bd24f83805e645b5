// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;

/** How a request ended, judged on response code, stage and {@code dryRun}; authorization alone is no success. */
public enum Outcome {
    SUCCESS("success"),
    /** Refused: 401 and 403, by authentication, authorization or admission. */
    DENIED("denied"),
    FAILED("failed"),
    /** Would have succeeded, but asked for no effect. */
    DRY_RUN("dry-run"),
    /** No response yet. */
    UNKNOWN("unknown");

    private final String wireName;

    Outcome(String wireName) {
        this.wireName = wireName;
    }

    /** Its name in rules and alerts. */
    public String wireName() {
        return wireName;
    }

    /** Judges one event. */
    public static Outcome of(AuditView event) {
        String stage = event.text(Envelope.STAGE);
        if (stage.equals("Panic")) {
            return FAILED;
        }
        long code = event.number(Envelope.STATUS_CODE);
        if (stage.equals("RequestReceived") || code == 0) {
            return UNKNOWN;
        }
        if (code == 401 || code == 403) {
            return DENIED;
        }
        boolean ok = code == 101 || (code >= 200 && code < 400);
        if (!ok) {
            return FAILED;
        }
        return dryRun(event) ? DRY_RUN : SUCCESS;
    }

    private static boolean dryRun(AuditView event) {
        String uri = event.text(Envelope.REQUEST_URI);
        // Most URIs need no parsing; a client may escape the parameter's name, though.
        boolean worthALook = uri.indexOf('?') >= 0 && (uri.contains("dryRun") || uri.indexOf('%') >= 0);
        if (worthALook && RequestUri.query(uri, "dryRun").contains("All")) {
            return true;
        }
        // Deletes may carry it in their DeleteOptions body instead.
        return event.text(Envelope.VERB).startsWith("delete")
                && event.requestObject().path("dryRun").toString().contains("\"All\"");
    }
}

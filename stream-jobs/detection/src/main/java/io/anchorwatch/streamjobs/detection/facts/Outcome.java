// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.facts;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import java.util.Set;

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

    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");

    /** Subresources that pay no heed to {@code dryRun}: else a client could make an exec look like one. */
    private static final Set<String> EFFECTIVE_ANYWAY = Set.of("exec", "attach", "portforward", "proxy", "token");

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

    /** Whether the API server took the request for a dry run, which is not whether the client wrote so somewhere. */
    private static boolean dryRun(AuditView event) {
        String verb = event.text(Envelope.VERB);
        String group = event.text(Envelope.API_GROUP);
        if (!WRITES.contains(verb)
                || EFFECTIVE_ANYWAY.contains(event.text(Envelope.SUBRESOURCE))
                || group.equals("authentication.k8s.io")
                || group.equals("authorization.k8s.io")) {
            return false;
        }
        // A delete's body replaces the parameters of its URI, so these count only when there is no body for certain.
        if (verb.startsWith("delete")) {
            if (event.text(Envelope.LEVEL).equals("Metadata")) {
                return false;
            }
            if (event.requestObject().isObject()) {
                return asksForAll(event.requestObject().path("dryRun"));
            }
        }
        String uri = event.text(Envelope.REQUEST_URI);
        // Most URIs need no parsing; a client may escape the parameter's name, though.
        boolean worthALook = uri.indexOf('?') >= 0 && (uri.contains("dryRun") || uri.indexOf('%') >= 0);
        return worthALook && RequestUri.query(uri, "dryRun").contains("All");
    }

    private static boolean asksForAll(JsonNode dryRun) {
        for (JsonNode stage : dryRun) {
            if (stage.asText().equals("All")) {
                return true;
            }
        }
        return false;
    }
}

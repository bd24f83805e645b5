// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.cel;

import io.anchorwatch.streamjobs.detection.event.AuditView;
import io.anchorwatch.streamjobs.detection.event.Envelope;
import java.util.Set;

/** What admission would call a request. */
public enum Operation {
    CREATE,
    UPDATE,
    DELETE,
    CONNECT,
    /** Reads: admission never sees them. */
    NONE;

    /** Subresources that connect; the verb is then whatever the client's protocol makes it. */
    public static final Set<String> CONNECTS = Set.of("exec", "attach", "portforward", "proxy");

    private static final int CREATED = 201;

    /** Of an audit event. A patch or update that made a new object is a CREATE to admission. */
    public static Operation of(AuditView event) {
        if (CONNECTS.contains(event.text(Envelope.SUBRESOURCE))) {
            return CONNECT;
        }
        return switch (event.text(Envelope.VERB)) {
            case "create" -> CREATE;
            case "update", "patch" -> event.number(Envelope.STATUS_CODE) == CREATED ? CREATE : UPDATE;
            case "delete", "deletecollection" -> DELETE;
            default -> NONE;
        };
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import java.util.Optional;

/** Stages of a request at which the API server writes audit events, under their names in {@code audit.k8s.io/v1}. */
public enum AuditStage {
    REQUEST_RECEIVED("RequestReceived"),
    RESPONSE_STARTED("ResponseStarted"),
    RESPONSE_COMPLETE("ResponseComplete"),
    PANIC("Panic");

    private final String wireName;

    AuditStage(String wireName) {
        this.wireName = wireName;
    }

    /** Its name in the audit API. */
    public String wireName() {
        return wireName;
    }

    /** The stage of that exact name, or empty if the audit API has none. */
    public static Optional<AuditStage> of(String wireName) {
        for (AuditStage stage : values()) {
            if (stage.wireName.equals(wireName)) {
                return Optional.of(stage);
            }
        }
        return Optional.empty();
    }
}

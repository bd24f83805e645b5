// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.provider;

import java.util.Locale;

/** Whose wrapping audit events come in. */
public enum Provider {
    /** CloudWatch Logs: subscriptions, exports to S3, answers of the API. */
    EKS,
    /** Cloud Logging: entries in files, in answers of the API, in Pub/Sub messages. */
    GKE,
    /** Diagnostic settings: Event Hubs, storage accounts, rows of the audit tables. */
    AKS,
    /** Logs of {@code oc adm node-logs}, and what its log forwarder makes of them. */
    OPENSHIFT;

    /** The name in settings, such as {@code eks}. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    Wrapping wrapping() {
        return switch (this) {
            case EKS -> new CloudWatchLogs();
            case GKE -> new CloudLogging();
            case AKS -> new DiagnosticSettings();
            case OPENSHIFT -> new OpenShiftLogs();
        };
    }
}

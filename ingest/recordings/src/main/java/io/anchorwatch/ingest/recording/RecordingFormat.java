// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

/** What recorded files hold. */
public enum RecordingFormat {
    /** Told for each file by its first usable line. */
    AUTO,
    /** Audit events, one a line or in EventLists. */
    AUDIT,
    /** Lists and watches as a client saw them. */
    WATCH,
    /** Audit events as CloudWatch Logs wraps them. */
    EKS,
    /** Audit events as Cloud Logging and Pub/Sub wrap them. */
    GKE,
    /** Audit events as diagnostic settings wrap them. */
    AKS,
    /** Audit events as OpenShift prints and forwards them. */
    OPENSHIFT,
    /** Records of the topics of events, one CloudEvent a line, see {@link RecordedLine}. */
    RECORDED
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

/** What recorded files hold. */
public enum RecordingFormat {
    /** Told for each file by its first usable line. */
    AUTO,
    /** Audit events, one a line or in EventLists. */
    AUDIT,
    /** Lists and watches as a client saw them. */
    WATCH
}

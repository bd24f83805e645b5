// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.drift;

/** How much is known of who made an object change. */
public enum Attribution {
    /** The audit event shows the uid and resource version that the change made. */
    EXACT("exact"),
    /** An audit event with that target, verb and time; its level does not show the version. */
    INFERRED("inferred"),
    /** No audit event explains it, although the audit stream was healthy. */
    UNEXPLAINED("unexplained"),
    /** No audit event explains it, and the audit stream could not be expected to. */
    UNKNOWN("unknown");

    private final String wireName;

    Attribution(String wireName) {
        this.wireName = wireName;
    }

    /** Its name in rules and alerts. */
    public String wireName() {
        return wireName;
    }

    /** Whether somebody is known to have done it. */
    public boolean isKnown() {
        return this == EXACT || this == INFERRED;
    }
}

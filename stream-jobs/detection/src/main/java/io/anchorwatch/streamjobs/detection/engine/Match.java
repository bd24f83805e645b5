// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.engine;

import io.anchorwatch.streamjobs.detection.event.EventView;

/** One event on its way through the rules, with the verdicts of leaves that were tested. */
final class Match {

    static final byte OPEN = 0;
    static final byte YES = 1;
    static final byte NO = 2;

    private final EventView event;
    private final byte[] verdicts;
    private String failure = "";
    private int failures;

    Match(EventView event, int leaves) {
        this.event = event;
        this.verdicts = new byte[leaves];
    }

    EventView event() {
        return event;
    }

    /** Notes that a test could not answer. */
    void failed(String reason) {
        failure = reason.isEmpty() ? "no reason given" : reason;
        failures++;
    }

    /** Whether a test could not answer since the failure was taken. */
    boolean hasFailed() {
        return !failure.isEmpty();
    }

    /** Why a test could not answer since the last call; empty when all did. */
    String takeFailure() {
        String taken = failure;
        failure = "";
        return taken;
    }

    /** How many tests could not answer so far. */
    int failures() {
        return failures;
    }

    byte verdict(int leaf) {
        return verdicts[leaf];
    }

    boolean keep(int leaf, boolean verdict) {
        verdicts[leaf] = verdict ? YES : NO;
        return verdict;
    }
}

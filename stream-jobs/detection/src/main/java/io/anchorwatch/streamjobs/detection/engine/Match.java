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

    Match(EventView event, int leaves) {
        this.event = event;
        this.verdicts = new byte[leaves];
    }

    EventView event() {
        return event;
    }

    byte verdict(int leaf) {
        return verdicts[leaf];
    }

    boolean keep(int leaf, boolean verdict) {
        verdicts[leaf] = verdict ? YES : NO;
        return verdict;
    }
}

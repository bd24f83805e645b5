// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import java.time.Duration;

/** What went wrong in one wave, if anything. Stays in one thread. */
final class WaveReport {

    private Duration after = Duration.ZERO;
    private String reason = "";
    private boolean crashed;

    void retry(Duration least, String why) {
        if (least.compareTo(after) > 0) {
            after = least;
        }
        if (reason.isEmpty()) {
            reason = why.isEmpty() ? "no reason given" : why;
        }
    }

    void crash(String why) {
        crashed = true;
        retry(Duration.ZERO, why);
    }

    boolean isGood() {
        return reason.isEmpty();
    }

    boolean crashed() {
        return crashed;
    }

    /** The first reason to try again. */
    String reason() {
        return reason;
    }

    /** The longest wait that was asked for. */
    Duration after() {
        return after;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

/** Keeps a test from passing because its fault never came to be. */
public final class Unmet {

    private Unmet() {}

    /** Fails when faults are left over. */
    public static void check(int left) {
        if (left > 0) {
            throw new AssertionError(left + " of the faults that the test asked for have met no request");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

/** Whether somebody is looking: the launcher knows, and says so in system properties. */
public final class Terminal {

    private Terminal() {}

    /** Whether standard output is a terminal. */
    public static boolean isOutput() {
        return Boolean.getBoolean("anchorwatch.terminal.out");
    }

    /** Whether standard error is a terminal. */
    public static boolean isError() {
        return Boolean.getBoolean("anchorwatch.terminal.err");
    }
}

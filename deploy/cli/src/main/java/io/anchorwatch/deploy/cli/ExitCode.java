// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

/** What the program's exit status says. */
public final class ExitCode {

    /** It did what was asked. */
    public static final int OK = 0;

    /** It did, and found something wrong in what it was given. */
    public static final int FINDINGS = 1;

    /** The command line or the configuration is wrong. */
    public static final int USAGE = 2;

    /** A file, port, server or permission that it needs is not there. */
    public static final int ENVIRONMENT = 3;

    private ExitCode() {}
}

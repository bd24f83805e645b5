// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

/** Ends a verb with a message for people: what is wrong, and what to do next. */
public final class CliException extends RuntimeException {

    private final String nextStep;
    private final int exitCode;

    private CliException(int exitCode, String cause, String nextStep) {
        super(cause);
        this.nextStep = nextStep;
        this.exitCode = exitCode;
    }

    /** The command line or configuration is wrong. */
    public static CliException usage(String cause, String nextStep) {
        return new CliException(ExitCode.USAGE, cause, nextStep);
    }

    /** Something that the program needs is not there. */
    public static CliException environment(String cause, String nextStep) {
        return new CliException(ExitCode.ENVIRONMENT, cause, nextStep);
    }

    /** What the user can do about it. */
    public String nextStep() {
        return nextStep;
    }

    /** See {@link ExitCode}. */
    public int exitCode() {
        return exitCode;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What every verb has: where its data and its progress go. */
public abstract class VerbCommand implements Callable<Integer> {

    @Spec
    private @Nullable CommandSpec spec;

    /** Standard output: data only. */
    protected final PrintWriter out() {
        return spec().commandLine().getOut();
    }

    /** Standard error: progress, problems. */
    protected final PrintWriter err() {
        return spec().commandLine().getErr();
    }

    private CommandSpec spec() {
        if (spec == null) {
            throw new IllegalStateException("a verb runs under picocli only");
        }
        return spec;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the job runs within this process. */
final class LocalOptions {

    @Option(
            names = "--local",
            paramLabel = "N",
            description = "Run in this process, with N subtasks of each operator. Default: on the cluster.")
    private int parallelism;

    @Option(
            names = "--folder",
            paramLabel = "DIR",
            description = "With --local: where state and checkpoints live. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("flink-state");

    @Option(
            names = "--checkpoint-every",
            paramLabel = "DURATION",
            description = "With --local: how often alerts become visible. Default: ${DEFAULT-VALUE}.")
    private Duration checkpoints = Duration.ofSeconds(1);

    @Option(
            names = "--backend",
            paramLabel = "rocksdb|hashmap",
            description = "With --local: state on disk or in memory. Default: ${DEFAULT-VALUE}.")
    private String backend = "rocksdb";

    @Option(
            names = "--restore-from",
            paramLabel = "PATH",
            description = "With --local: a savepoint or checkpoint to go on from.")
    private String restoreFrom = "";

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "With --local and --bounded: write how often each rule could not answer.")
    private @Nullable Path report;

    boolean isAsked() {
        return parallelism > 0;
    }

    LocalFlink.Run run() {
        return new LocalFlink.Run(parallelism, checkpoints, folder.toAbsolutePath(), backend, restoreFrom);
    }

    @Nullable
    Path report() {
        return report;
    }
}

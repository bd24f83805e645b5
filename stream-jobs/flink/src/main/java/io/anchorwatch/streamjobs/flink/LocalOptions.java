// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
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
            description =
                    "With --local: where state and checkpoints live. A file named stop there ends a live job with a"
                            + " savepoint. Default: ${DEFAULT-VALUE}.")
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
            description =
                    "With --local: a savepoint or checkpoint that a live job goes on from; latest for the last one in the"
                            + " folder.")
    private String restoreFrom = "";

    @Option(
            names = "--report",
            paramLabel = "FILE",
            description = "With --local and --bounded: write how often each rule could not answer.")
    private @Nullable Path report;

    boolean isAsked() {
        return parallelism > 0;
    }

    LocalFlink.Run run() throws IOException {
        String from = restoreFrom.equals("latest") ? latest() : restoreFrom;
        return new LocalFlink.Run(parallelism, checkpoints, folder.toAbsolutePath(), backend, from);
    }

    /** A checkpoint is complete when its metadata is there; none when the job was ended before the first. */
    private String latest() throws IOException {
        Path checkpoints = folder.resolve("checkpoints");
        if (!Files.isDirectory(checkpoints)) {
            return "";
        }
        try (Stream<Path> all = Files.find(checkpoints, 3, (path, unused) -> path.endsWith("_metadata"))) {
            return all.max(Comparator.comparing(LocalOptions::modified))
                    .map(metadata -> metadata.toAbsolutePath().toUri().toString())
                    .orElse("");
        }
    }

    private static FileTime modified(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return FileTime.fromMillis(0);
        }
    }

    /** When this is there, a live job is stopped with a savepoint. */
    Path stopFile() {
        return folder.resolve("stop");
    }

    Path savepoints() {
        return folder.toAbsolutePath().resolve("savepoints");
    }

    @Nullable
    Path report() {
        return report;
    }
}

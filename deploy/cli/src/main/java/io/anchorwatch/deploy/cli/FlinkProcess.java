// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The program of the Flink job. It runs in a process of its own: its Kafka client and its RocksDB have the class names of
 * those that Kafka Streams brings, and are others.
 */
public final class FlinkProcess {

    /** System property: the folder that holds the job's jar, and its libraries in {@code lib}. */
    public static final String FOLDER = "anchorwatch.flink";

    private static final String JAR = "anchorwatch-flink.jar";
    private static final String MAIN = "io.anchorwatch.streamjobs.flink.FlinkJob";

    private final Path folder;

    private FlinkProcess(Path folder) {
        this.folder = folder;
    }

    /** The program where {@link #FOLDER} says. */
    public static FlinkProcess find() {
        Path folder = Path.of(System.getProperty(FOLDER, "flink"));
        if (!Files.isRegularFile(folder.resolve(JAR))) {
            throw CliException.environment(
                    "the Flink job is not at " + folder.toAbsolutePath(),
                    "start by deploy/anchorwatch, or set -D" + FOLDER + " to the folder of " + JAR);
        }
        return new FlinkProcess(folder);
    }

    /** Starts it; what it says goes where this process's words go. */
    public Process start(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-XX:+ExitOnOutOfMemoryError",
                "-XX:+UseSerialGC",
                "-Xmx" + (Runtime.getRuntime().maxMemory() >> 20) + "m",
                "-cp",
                folder.resolve(JAR) + File.pathSeparator + folder.resolve("lib") + File.separator + "*",
                MAIN));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Runs it to its end; one that fails has said why. */
    public void run(List<String> arguments) {
        try {
            Process process = start(arguments);
            Thread end = new Thread(process::destroyForcibly, "flink-end");
            Runtime.getRuntime().addShutdownHook(end);
            try {
                int code = process.waitFor();
                if (code != 0) {
                    throw CliException.environment(
                            "the Flink job ended with exit code " + code, "see above, or use --engine local");
                }
            } finally {
                process.destroyForcibly();
                Runtime.getRuntime().removeShutdownHook(end);
            }
        } catch (IOException refused) {
            throw CliException.environment(
                    "the Flink job can't be started: " + refused.getMessage(), "or use --engine local");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while the Flink job was at work", stopped);
        }
    }
}

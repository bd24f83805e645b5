// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.service;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A Java program in a process of its own. */
public record ChildJvm(Process process) implements AutoCloseable {

    /** Starts it; output and errors go to the end of {@code log}. */
    public static ChildJvm start(Path log, String mainClass, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx768m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                mainClass));
        command.addAll(arguments);
        return new ChildJvm(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(Redirect.appendTo(log.toFile()))
                .start());
    }

    /** Waits while it lives, that long at most. */
    public void live(long millis) throws InterruptedException {
        if (process.waitFor(millis, TimeUnit.MILLISECONDS)) {
            throw new IllegalStateException("the program ended by itself with " + process.exitValue());
        }
    }

    /** SIGKILL: nothing in the process gets to run any more. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        exitCode(30);
    }

    /** SIGTERM, and how it ended. */
    public int terminate() throws InterruptedException {
        process.destroy();
        return exitCode(30);
    }

    public int exitCode(int seconds) throws InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running after " + seconds + " s");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}

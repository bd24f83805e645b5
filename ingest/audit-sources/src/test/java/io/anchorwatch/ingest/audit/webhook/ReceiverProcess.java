// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A receiver in a process of its own, so that it can be killed. */
final class ReceiverProcess implements AutoCloseable {

    private final Process process;

    private ReceiverProcess(Process process) {
        this.process = process;
    }

    static ReceiverProcess start(String bootstrap, Path spoolDir, int port, Path log) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ReceiverProcess.class.getName(),
                bootstrap,
                spoolDir.toString(),
                Integer.toString(port));
        return new ReceiverProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start());
    }

    /** SIGKILL: nothing in the process gets to run any more. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still alive after SIGKILL");
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Serves until the parent closes standard input, so that no child outlives a dead test run. */
    public static void main(String[] args) throws IOException {
        try (Harness harness = Harness.onKafka(args[0], Path.of(args[1]), Integer.parseInt(args[2]))) {
            while (System.in.read() >= 0) {
                harness.received();
            }
        }
    }
}

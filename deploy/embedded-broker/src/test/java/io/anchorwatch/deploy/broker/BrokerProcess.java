// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A broker in a process of its own, so that it can be killed. */
final class BrokerProcess implements AutoCloseable {

    private final Process process;

    private BrokerProcess(Process process) {
        this.process = process;
    }

    static BrokerProcess start(Path dataDir, int port, Path log) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                BrokerProcess.class.getName(),
                dataDir.toString(),
                Integer.toString(port));
        return new BrokerProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start());
    }

    /** SIGKILL: nothing in the process gets to run any more. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still alive after SIGKILL");
        }
    }

    /** Waits for it to end by itself. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("still running");
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    /** Serves until the parent closes standard input, so that no child outlives a dead test run. */
    public static void main(String[] args) throws IOException {
        Path dataDir = Path.of(args[0]);
        Files.createDirectories(dataDir);
        try (EmbeddedBroker broker = EmbeddedBroker.start(dataDir, Integer.parseInt(args[1]))) {
            while (System.in.read() >= 0) {
                broker.port();
            }
        }
    }
}

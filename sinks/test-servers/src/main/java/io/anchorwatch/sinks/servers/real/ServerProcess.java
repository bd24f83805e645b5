// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A server's process with its folder and its log; ends with this one, however this one ends in an orderly way. */
final class ServerProcess implements AutoCloseable {

    /** Generous, since other builds may have the cores. */
    static final Duration START_BOUND = Duration.ofMinutes(1);

    private static final Pattern READY = Pattern.compile("^READY ([0-9]+)\n", Pattern.MULTILINE);
    private static final int TAIL_LINES = 15;
    private static final long LOOK_EVERY_MILLIS = 50;

    private final String name;
    private final Path folder;
    private final Path log;
    private final Process process;
    private final Thread hook;

    private ServerProcess(String name, Path folder, Path log, Process process) {
        this.name = name;
        this.folder = folder;
        this.log = log;
        this.process = process;
        this.hook = new Thread(this::end, "end-" + name);
    }

    /** Starts {@code command} in {@code folder}, which goes when this is closed. */
    static ServerProcess start(String name, Path folder, List<String> command) {
        Path log = folder.resolve("server.log");
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile())
                    .start();
            ServerProcess started = new ServerProcess(name, folder, log, process);
            Runtime.getRuntime().addShutdownHook(started.hook);
            return started;
        } catch (IOException e) {
            TempFolder.delete(folder);
            throw new ServerStartException("cannot start " + name + ": is " + command.get(0) + " a program?", e);
        }
    }

    /** The port the server says it listens on, in a line {@code READY <port>}. */
    int awaitPort() {
        return await(() -> {
            Matcher line = READY.matcher(log());
            return line.find() ? Integer.valueOf(line.group(1)) : null;
        });
    }

    /** Waits until {@code probe} answers something; closes the server when it ends before, or does not come up in time. */
    <T> T await(Supplier<@Nullable T> probe) {
        long end = System.nanoTime() + START_BOUND.toNanos();
        while (System.nanoTime() < end) {
            T answer = probe.get();
            if (answer != null) {
                return answer;
            }
            try {
                if (process.waitFor(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw failed("ended with status " + process.exitValue());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failed("was interrupted");
            }
        }
        throw failed("was not up within " + START_BOUND.toSeconds() + " s");
    }

    /** Closes the server and says what is wrong with it. */
    ServerStartException failed(String what) {
        String text = log();
        close();
        List<String> lines = text.lines().toList();
        List<String> tail = lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size());
        return new ServerStartException(name + " " + what + "; its log ends:\n" + String.join("\n", tail));
    }

    /** All of the log so far. */
    String log() {
        try {
            return Files.exists(log) ? new String(Files.readAllBytes(log), UTF_8) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path folder() {
        return folder;
    }

    /** The id of the process, for tests that kill it. */
    long pid() {
        return process.pid();
    }

    private void end() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        end();
        try {
            process.waitFor();
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            return; // The hook is running already.
        }
        TempFolder.delete(folder);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.ingest.event.EventRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk with no room left, played by the operating system's limit on the size of files. */
final class SpoolDiskFullTest {

    @TempDir
    private Path dir;

    @Test
    @EnabledOnOs(OS.LINUX)
    void refusesWhenTheDiskIsFullAndKeepsAllItTook() throws Exception {
        Path spoolDir = dir.resolve("spool");
        Path result = dir.resolve("result");
        fill(spoolDir, result);
        List<String> lines = Files.readAllLines(result);
        int taken = Integer.parseInt(lines.get(0));
        assertThat(taken).isGreaterThan(100);
        assertThat(lines.get(1)).contains("cannot be written").contains("free space");
        assertThat(lines.get(2)).isEqualTo("refused");
        try (Spool spool = Spool.open(spoolDir, 1L << 30, Clock.systemUTC())) {
            assertThat(spool.problem()).isEmpty();
            List<String> keys = new ArrayList<>();
            while (!spool.isEmpty()) {
                Spool.Head head = spool.head(1000, 1 << 20);
                head.records().stream().map(EventRecord::key).forEach(keys::add);
                spool.remove(head);
            }
            assertThat(keys)
                    .startsWith(IntStream.range(0, taken).mapToObj(i -> "k" + i).toArray(String[]::new));
        }
    }

    private void fill(Path spoolDir, Path result) throws Exception {
        Path opened = dir.resolve("opened");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        SpoolFiller.class.getName(),
                        spoolDir.toString(),
                        result.toString(),
                        opened.toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("log").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(opened));
            limitFileSize(process.pid());
            process.getOutputStream().write('\n');
            process.getOutputStream().flush();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** Only now: unpacking the native library needs more. */
    private static void limitFileSize(long pid) throws Exception {
        Process prlimit = new ProcessBuilder("prlimit", "--fsize=4194304", "--pid", Long.toString(pid)).start();
        assertThat(prlimit.waitFor()).isZero();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.file;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.TestAlerts;
import io.anchorwatch.sinks.file.FileConfig.Fsync;
import io.anchorwatch.sinks.format.AlertFormats;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSinkTest extends AlertSinkContract {

    @TempDir
    Path directory;

    private Instant now = TestAlerts.TIME;

    @Override
    protected SinkUnderTest open() {
        return new InFile(directory.resolve("contract/alerts.ndjson"));
    }

    @Test
    void a_full_file_is_rotated_compressed_and_the_oldest_deleted_and_no_line_is_lost_before() throws IOException {
        Path path = directory.resolve("alerts.ndjson");
        try (FileSink sink = sink(path, 2048, 3)) {
            for (int i = 0; i < 12; i++) {
                sink.deliver(alerts("a" + i, 2, 2));
                now = now.plusSeconds(i % 2);
            }
        }
        List<Path> files = rotated(path);
        assertThat(files).hasSize(3).allMatch(file -> file.toString().endsWith(".gz"));
        List<String> kept = new ArrayList<>();
        for (Path file : files) {
            kept.addAll(idsIn(file));
        }
        kept.addAll(idsIn(path));
        List<String> all = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            all.addAll(List.of("a" + i + "-0", "a" + i + "-1"));
        }
        assertThat(kept).isEqualTo(all.subList(all.size() - kept.size(), all.size()));
    }

    @Test
    void an_old_file_is_rotated() throws IOException {
        Path path = directory.resolve("alerts.ndjson");
        try (FileSink sink = sink(path, 1 << 20, 3)) {
            sink.deliver(List.of(alert("a")));
            now = now.plus(Duration.ofHours(1));
            sink.deliver(List.of(alert("b")));
        }
        assertThat(idsIn(path)).containsExactly("b");
        assertThat(idsIn(rotated(path).get(0))).containsExactly("a");
    }

    @Test
    void a_line_cut_off_by_a_crash_is_moved_aside_and_the_file_goes_on_whole() throws IOException {
        Path path = directory.resolve("alerts.ndjson");
        try (FileSink sink = sink(path, 1 << 20, 3)) {
            sink.deliver(List.of(alert("a")));
        }
        Files.writeString(path, "{\"id\":\"tor", StandardOpenOption.APPEND);
        try (FileSink sink = sink(path, 1 << 20, 3)) {
            sink.deliver(List.of(alert("b")));
        }
        assertThat(idsIn(path)).containsExactly("a", "b");
        assertThat(directory.resolve("alerts.ndjson.torn")).hasContent("{\"id\":\"tor\n");
    }

    @Test
    void what_a_crash_left_of_a_rotation_is_finished() throws IOException {
        Path path = directory.resolve("alerts.ndjson");
        Path left = directory.resolve("alerts.ndjson.20260301T000000Z-000000");
        Files.writeString(left, "{\"id\":\"old\"}\n");
        Files.writeString(directory.resolve("alerts.ndjson.20260301T000000Z-000000.gz.part"), "half");
        try (FileSink sink = sink(path, 1 << 20, 3)) {
            sink.deliver(List.of(alert("a")));
        }
        assertThat(rotated(path)).hasSize(1);
        assertThat(idsIn(rotated(path).get(0))).containsExactly("old");
        assertThat(left).doesNotExist();
    }

    @Test
    void files_are_closed_to_others() throws IOException {
        Path path = directory.resolve("alerts.ndjson");
        try (FileSink sink = sink(path, 1024, 3)) {
            sink.deliver(alerts("a", 3, 3));
            sink.deliver(alerts("b", 3, 3));
        }
        for (Path file : List.of(path, rotated(path).get(0))) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-r-----");
        }
    }

    @Test
    void a_missing_directory_says_what_to_do() {
        try (FileSink sink = sink(directory.resolve("nowhere/alerts.ndjson"), 1024, 3)) {
            assertThat(((Retry) sink.deliver(List.of(alert("a"))).get(0)).reason())
                    .endsWith("does not exist: create it");
        }
    }

    @Test
    void two_writers_of_one_file_do_not_mix() {
        Path path = directory.resolve("alerts.ndjson");
        try (FileSink first = sink(path, 1024, 3);
                FileSink second = sink(path, 1024, 3)) {
            first.deliver(List.of(alert("a")));
            assertThat(((Retry) second.deliver(List.of(alert("b"))).get(0)).reason())
                    .contains("another sink");
        }
    }

    @Test
    void bad_settings_are_told_all_at_once() {
        FileConfig bad = new FileConfig("No Name", Path.of("/"), 1, Duration.ZERO, -1, AlertFormats.JSON, Fsync.BATCH);
        assertThat(bad.problems()).extracting("field").containsExactly("name", "path", "maxBytes", "maxAge", "keep");
    }

    private FileSink sink(Path path, long maxBytes, int keep) {
        InstantSource clock = () -> now;
        return new FileSink(
                new FileConfig("file", path, maxBytes, Duration.ofHours(1), keep, AlertFormats.JSON, Fsync.BATCH),
                clock);
    }

    private static List<Path> rotated(Path path) throws IOException {
        try (Stream<Path> files = Files.list(path.getParent())) {
            return files.filter(file -> file.getFileName().toString().matches("alerts\\.ndjson\\.[0-9].*"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> idsIn(Path file) throws IOException {
        try (InputStream raw = Files.newInputStream(file);
                InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.replaceAll("(?s)^\\{\"id\":\"([^\"]*)\".*\\}$", "$1"))
                    .toList();
        }
    }

    private static final class InFile implements SinkUnderTest {

        private final Path path;
        private final FileSink sink;

        InFile(Path path) {
            this.path = path;
            sink = new FileSink(FileConfig.of("file", path), InstantSource.system());
            failing(false);
        }

        @Override
        public AlertSink sink() {
            return sink;
        }

        @Override
        public List<String> ids() {
            try {
                return Files.exists(path) ? idsIn(path) : List.of();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void failing(boolean on) {
            try {
                if (on) {
                    Files.delete(path.getParent());
                } else {
                    Files.createDirectories(path.getParent());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            sink.close();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.record;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.cli.Ran;
import io.anchorwatch.ingest.event.EventTopics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code anchorwatch record} on a broker whose topics hold the recorded incident of two clusters. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class RecordCommandTest {

    private static final String MIDDLE = "2026-11-24T00:06:30Z";
    private static final Path WATCH = Ran.INCIDENT.resolveSibling("incident-watch.jsonl.gz");

    private final Published kafka;
    private final Path whole;
    private int events;
    private Ran recorded = new Ran(-1, "", "");

    RecordCommandTest(@TempDir Path folder) throws Exception {
        kafka = Published.start(folder, 3);
        whole = folder.resolve("whole");
    }

    @BeforeAll
    void publish() throws Exception {
        events = kafka.events(Map.of("blue", List.of(Ran.INCIDENT, WATCH), "green", List.of(Ran.INCIDENT)));
        kafka.record(EventTopics.AUDIT, Map.of(EventTopics.CE_SOURCE, "blue"), new byte[] {(byte) 0xC3, '{'});
        kafka.record(EventTopics.AUDIT, Map.of(), "{\"of\":\"nobody\"}".getBytes(StandardCharsets.UTF_8));
        kafka.record(EventTopics.OBJECTS, Map.of(EventTopics.CE_SOURCE, "blue"), null);
        kafka.auditRecord("blue", "{\"no\":\"event\"}");
        recorded = record(whole, "--until", "end", "--rotate-bytes", "16KiB");
    }

    @AfterAll
    void stop() {
        kafka.close();
    }

    private Ran record(Path to, String... more) {
        Object[] arguments = Stream.<Object>concat(
                        Stream.of("record", "--bootstrap", kafka.bootstrap(), "--to", to), Stream.of(more))
                .toArray();
        return anchorwatch(arguments);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".zst"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void a_recording_replays_to_the_bytes_that_its_origin_replays_to() throws IOException {
        assertThat(recorded.exitCode()).as(recorded.err()).isZero();
        assertThat(recorded.err()).contains(String.format("%,d records = ", events + 4), " + 2 others");
        assertThat(files(whole)).hasSizeGreaterThan(6);
        Ran both = anchorwatch("replay", whole);
        assertThat(both.err()).contains(String.format("%,d events", events), "4 lines not readable");
        assertThat(both.err())
                .contains("had no value", "named no cluster", "is no event: not one JSON value", "auditID is missing");
        assertThat(lines(both, "blue"))
                .isEqualTo(anchorwatch("replay", "--cluster", "blue", Ran.INCIDENT, WATCH)
                        .out());
        assertThat(lines(both, "green"))
                .isEqualTo(anchorwatch("replay", "--cluster", "green", Ran.INCIDENT)
                        .out());
    }

    private static String lines(Ran ran, String cluster) {
        StringBuilder lines = new StringBuilder();
        ran.out()
                .lines()
                .filter(line -> line.contains("\"cluster\":\"" + cluster + "\""))
                .forEach(line -> lines.append(line).append('\n'));
        return lines.toString();
    }

    @Test
    void a_second_run_goes_on_where_the_files_end(@TempDir Path to) throws IOException {
        assertThat(record(to, "--until", "2026-11-24T00:06:00Z").exitCode()).isZero();
        List<Path> first = files(to);
        assertThat(first).isNotEmpty();
        assertThat(record(to, "--until", "end").err()).contains("records = ");
        assertThat(files(to)).hasSizeGreaterThan(first.size()).containsAll(first);
        assertThat(record(to, "--until", "end").err()).contains("read       0 records", "completed  0 files");
        assertThat(anchorwatch("replay", to).err()).contains(String.format("%,d events", events));
    }

    @Test
    void from_leaves_out_what_was_before(@TempDir Path to) {
        assertThat(record(to, "--from", "end", "--until", "end").err()).contains("read       0 records");
        assertThat(record(to.resolve("later"), "--from", MIDDLE, "--until", "end")
                        .exitCode())
                .isZero();
        Ran part = anchorwatch("replay", "--from", MIDDLE, to.resolve("later"));
        assertThat(part.out())
                .isNotEmpty()
                .isEqualTo(anchorwatch("replay", "--from", MIDDLE, whole).out());
    }

    @Test
    void the_records_of_another_kafka_are_refused(@TempDir Path to) throws IOException {
        Files.writeString(to.resolve(".origin"), "kafka=another\n");
        Ran ran = record(to, "--until", "end");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("holds records of another Kafka", "next: record into another folder");
    }

    /** The last, since it takes the events away from all. */
    @Test
    @Order(Integer.MAX_VALUE)
    void what_kafka_deleted_before_it_was_recorded_is_told(@TempDir Path to) throws Exception {
        assertThat(record(to, "--until", "2026-11-24T00:06:00Z").exitCode()).isZero();
        List<Path> before = files(to);
        kafka.deleteAll(EventTopics.AUDIT);
        Ran ran = record(to, "--until", "end");
        assertThat(ran.exitCode()).isEqualTo(1);
        assertThat(ran.err()).contains("are missing: Kafka had deleted them before they were recorded", "missing    ");
        assertThat(files(to)).containsAll(before);
    }

    @ParameterizedTest
    @CsvSource({
        "--until, beginning, records nothing, 2",
        "--until, tomorrow, 'expected beginning, end or a time', 2",
        "--rotate-bytes, 0MiB, expected a size, 2",
        "--rotate-bytes, 12, expected a size, 2",
        "--rotate-every, PT0S, expected a duration, 2",
        "--kafka, isolation.level=x, is set by the program, 2",
        "--kafka, ssl.key.password=hunter2, is a secret and must not stand, 2",
        "--kafka, ssl.key.password=${env:NO_SUCH_VARIABLE_HERE}, NO_SUCH_VARIABLE_HERE is not set, 2",
        "--config, none.yaml, both name a Kafka, 2",
    })
    void a_wrong_option_is_told(String option, String value, String told, int exitCode, @TempDir Path to) {
        Ran ran = record(to, option, value);
        assertThat(ran.exitCode()).isEqualTo(exitCode);
        assertThat(ran.err()).contains(told).doesNotContain("hunter2");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void settings_beside_a_configuration_are_refused(@TempDir Path to) throws IOException {
        Path config = Files.writeString(to.resolve("aw.yaml"), "data: data\n");
        Ran ran = anchorwatch("record", "--config", config, "--kafka", "security.protocol=SSL", "--to", to);
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("both say how to reach Kafka", "kafka.properties");
    }

    @Test
    void without_a_kafka_nothing_is_recorded(@TempDir Path to) {
        Ran none = anchorwatch("record", "--to", to);
        assertThat(none.exitCode()).isEqualTo(2);
        assertThat(none.err()).contains("no Kafka is named", "--bootstrap HOST:PORT");
        Ran away = anchorwatch(
                "record",
                "--bootstrap",
                "127.0.0.1:1",
                "--kafka",
                "default.api.timeout.ms=1000",
                "--kafka",
                "request.timeout.ms=500",
                "--to",
                to);
        assertThat(away.exitCode()).isEqualTo(3);
        assertThat(away.err()).contains("Kafka at 127.0.0.1:1 does not answer");
    }
}

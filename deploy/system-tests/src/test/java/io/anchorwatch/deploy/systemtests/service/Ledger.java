// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.deploy.cli.AnchorwatchMain;
import io.anchorwatch.ingest.event.AuditEventCodec;
import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * What was acknowledged, and what must have become of it.
 *
 * @param events ids of the events
 * @param alerts ids of the alerts on single events that a replay of the events gives; what several events mean together
 *     depends on when they came, once they are later than the lateness
 */
record Ledger(Set<String> events, Set<String> alerts) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Replays the events with the program, as an auditor would. */
    static Ledger of(List<String> acknowledged, Path folder) throws Exception {
        AuditEventCodec codec = new AuditEventCodec(EventLimits.DEFAULT);
        Set<String> events = acknowledged.stream()
                .map(event -> codec.decode(ServicePlace.CLUSTER, event.getBytes(StandardCharsets.UTF_8))
                        .fold(decoded -> decoded.event().id().value(), bad -> "unreadable: " + bad.reason()))
                .collect(Collectors.toSet());
        Path file = Files.write(folder.resolve("acknowledged.jsonl"), acknowledged);
        StringWriter out = new StringWriter();
        CommandLine program =
                AnchorwatchMain.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter()));
        assertThat(program.execute("replay", "--cluster", ServicePlace.CLUSTER, file.toString()))
                .isIn(0, 1);
        Set<String> alerts = ids(out.toString());
        assertThat(alerts).isNotEmpty();
        return new Ledger(events, alerts);
    }

    private static Set<String> ids(String ndjson) {
        return ids(ndjson.lines()).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> ids(Stream<String> lines) {
        return lines.map(Ledger::alert)
                .filter(alert -> !alert.has("correlation"))
                .map(alert -> alert.path("id").asText());
    }

    private static JsonNode alert(String line) {
        try {
            return JSON.readTree(line);
        } catch (java.io.IOException torn) {
            throw new AssertionError("not a line of JSON: " + line, torn);
        }
    }

    /** How many of its events are not in the topic yet. */
    int missingEvents(ServicePlace place) {
        Set<String> missing = new HashSet<>(events);
        Topic.ids(place.bootstrap(), EventTopics.AUDIT).forEach(missing::remove);
        return missing.size();
    }

    /** Every event is in its topic; every alert in its topic once, and in the file. */
    void holds(ServicePlace place) throws Exception {
        assertThat(missingEvents(place)).as("acknowledged events missing").isZero();
        assertThat(Topic.ids(place.bootstrap(), AlertTopics.ALERTS))
                .as("tellings on the topic")
                .doesNotHaveDuplicates();
        assertThat(ids(Topic.read(place.bootstrap(), AlertTopics.ALERTS).stream()
                        .map(record -> new String(record.value(), StandardCharsets.UTF_8))))
                .as("alerts on the topic")
                .containsExactlyInAnyOrderElementsOf(alerts);
        assertThat(ids(Files.readString(place.alertFile())))
                .as("alerts in the file")
                .isEqualTo(new TreeSet<>(alerts));
    }
}

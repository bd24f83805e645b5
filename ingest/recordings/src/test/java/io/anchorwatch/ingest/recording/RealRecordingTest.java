// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.ObjectChange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Recordings of a real control plane, counted a second time in another way. */
class RealRecordingTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path TRIMMED = Path.of("src/test/resources/watch.jsonl");
    private static final Path WHOLE = Path.of("../../../shared/corpus/real-cluster/watch.jsonl.gz");

    @Test
    void aPartOfARealRecordingGivesEachObjectOnce() throws IOException {
        agree(TRIMMED);
    }

    @Test
    void aWholeRealRecordingGivesEachObjectOnce() throws IOException {
        assumeThat(WHOLE).exists();
        agree(WHOLE);
    }

    private static void agree(Path file) throws IOException {
        List<ClusterEvent> events = Watched.events(file);
        Map<String, Integer> counts = new TreeMap<>();
        Set<String> ids = new HashSet<>();
        for (ClusterEvent event : events) {
            assertThat(ids.add(event.id().value())).isTrue();
            if (event instanceof ObjectChange change) {
                String key =
                        change.object().groupResource() + " " + change.origin().wireName() + " " + change.type();
                counts.merge(key, 1, Integer::sum);
            }
        }
        assertThat(counts).isEqualTo(count(file)).isNotEmpty();
        inTheirOrder(events);
        assertThat(everything(events)).doesNotContain(data(file));
    }

    private static void inTheirOrder(List<ClusterEvent> events) {
        Map<String, Long> versions = new HashMap<>();
        for (ClusterEvent event : events) {
            if (event instanceof ObjectChange change) {
                long version = Long.parseLong(change.resourceVersion());
                Long before = versions.put(change.object().groupResource() + change.object(), version);
                assertThat(before == null || before < version).isTrue();
            }
        }
    }

    /** The events of the file by the letter, for a recording without relists. */
    private static Map<String, Integer> count(Path file) throws IOException {
        Map<String, Integer> counts = new TreeMap<>();
        Set<String> initial = new HashSet<>();
        for (JsonNode line : lines(file)) {
            String path = line.path("resource").asText();
            String[] parts = path.split("/", -1);
            String name = parts.length == 2 ? parts[1] : parts[2] + "." + parts[0];
            JsonNode event = line.path("event");
            switch (line.path("op").asText()) {
                case "LIST" ->
                    add(
                            counts,
                            name + " list ADDED",
                            line.path("object").path("items").size());
                case "WATCH_START" -> {
                    if (line.path("initialEvents").asBoolean()) {
                        initial.add(path);
                    }
                }
                case "EVENT" -> {
                    if (event.path("object")
                            .path("metadata")
                            .path("annotations")
                            .has("k8s.io/initial-events-end")) {
                        initial.remove(path);
                    } else if (!event.path("type").asText().equals("BOOKMARK")) {
                        String origin = initial.contains(path) ? " list " : " watch ";
                        add(counts, name + origin + event.path("type").asText(), 1);
                    }
                }
                default -> {}
            }
        }
        return counts;
    }

    private static void add(Map<String, Integer> counts, String key, int n) {
        if (n > 0) {
            counts.merge(key, n, Integer::sum);
        }
    }

    /** Values of Secrets and ConfigMaps too long to be in there by chance, such as the name of a namespace is. */
    private static Set<String> data(Path file) throws IOException {
        Set<String> values = new HashSet<>();
        for (JsonNode line : lines(file)) {
            if (line.path("resource").asText().matches("v1/(secrets|configmaps)")) {
                line.path("event").path("object").path("data").forEach(value -> values.add(value.asText()));
                line.path("object")
                        .path("items")
                        .forEach(item -> item.path("data").forEach(value -> values.add(value.asText())));
            }
        }
        values.removeIf(value -> value.length() < 16);
        assertThat(values).isNotEmpty();
        return values;
    }

    private static String everything(List<ClusterEvent> events) {
        StringBuilder all = new StringBuilder();
        events.forEach(event -> all.append(new String(event.json(), StandardCharsets.UTF_8)));
        return all.toString();
    }

    private static List<JsonNode> lines(Path file) throws IOException {
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(InputFiles.open(file, new AtomicLong()), StandardCharsets.UTF_8))) {
            List<JsonNode> lines = new ArrayList<>();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(MAPPER.readTree(line));
            }
            return lines;
        }
    }
}

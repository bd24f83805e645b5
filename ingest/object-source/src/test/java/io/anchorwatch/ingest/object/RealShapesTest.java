// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.ingest.object.fake.FakeApiServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What the fake server sends has the fields that a recorded real one sent: the whole recording where it is at hand,
 * else the part of it that the replay's tests have.
 */
class RealShapesTest {

    private static final Path WHOLE = Path.of("../shared/corpus/real-cluster/watch.jsonl.gz");
    private static final Path PART = Path.of("../recordings/src/test/resources/watch.jsonl");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<JsonNode> RECORDED = new ArrayList<>();

    @BeforeAll
    static void read() throws IOException {
        Path module = Path.of("").toAbsolutePath();
        Path whole = Stream.iterate(module, at -> at != null, at -> at.getParent())
                .map(at -> at.resolve(WHOLE).normalize())
                .filter(Files::isReadable)
                .findFirst()
                .orElse(PART);
        try (InputStream raw = Files.newInputStream(whole);
                BufferedReader lines = new BufferedReader(new InputStreamReader(
                        whole.equals(PART) ? raw : new GZIPInputStream(raw), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                RECORDED.add(JSON.readTree(line));
            }
        }
    }

    private static Stream<JsonNode> events(Predicate<JsonNode> which) {
        return RECORDED.stream()
                .filter(line -> line.path("op").asText().startsWith("EVENT"))
                .map(line -> line.path("event"))
                .filter(which);
    }

    private static Set<String> fields(JsonNode node) {
        Set<String> names = new TreeSet<>();
        node.properties().forEach(each -> names.add(each.getKey()));
        return names;
    }

    /** Fields that every recorded one has. */
    private static Set<String> common(Stream<JsonNode> recorded) {
        List<Set<String>> all = recorded.map(RealShapesTest::fields).toList();
        assertThat(all).as("recorded").isNotEmpty();
        Set<String> common = new TreeSet<>(all.get(0));
        all.forEach(common::retainAll);
        return common;
    }

    private static boolean is(JsonNode event, String type) {
        return event.path("type").asText().equals(type);
    }

    private static boolean endsInitialEvents(JsonNode event) {
        return event.at("/object/metadata/annotations").has("k8s.io/initial-events-end");
    }

    @Test
    void eventsOfAWatch() throws Exception {
        JsonNode sent = watched("resourceVersion=100");
        for (String type : List.of("ADDED", "MODIFIED", "DELETED")) {
            JsonNode event = sent.path(type);
            assertThat(fields(event)).isEqualTo(common(events(each -> is(each, type))));
            assertThat(fields(event.path("object")))
                    .containsAll(common(events(each -> is(each, type)).map(each -> each.path("object"))));
            assertThat(fields(event.at("/object/metadata")))
                    .containsAll(Set.of("name", "namespace", "uid", "resourceVersion", "creationTimestamp"));
            assertThat(common(events(each -> is(each, type)).map(each -> each.at("/object/metadata"))))
                    .contains("name", "uid", "resourceVersion", "creationTimestamp");
        }
    }

    @Test
    void bookmarks() throws Exception {
        JsonNode sent = watched("resourceVersion=100").path("BOOKMARK");
        Stream<JsonNode> recorded = events(each -> is(each, "BOOKMARK") && !endsInitialEvents(each));
        assertThat(fields(sent.path("object"))).isEqualTo(common(recorded.map(each -> each.path("object"))));
        assertThat(fields(sent.at("/object/metadata")))
                .isEqualTo(common(events(each -> is(each, "BOOKMARK") && !endsInitialEvents(each))
                        .map(each -> each.at("/object/metadata"))));
    }

    @Test
    void theEndOfInitialEvents() throws Exception {
        JsonNode sent = watched("sendInitialEvents=true").path("BOOKMARK");
        JsonNode recorded =
                events(RealShapesTest::endsInitialEvents).findFirst().orElseThrow();
        assertThat(fields(sent.path("object")))
                .isEqualTo(common(events(RealShapesTest::endsInitialEvents).map(each -> each.path("object"))));
        assertThat(sent.at("/object/metadata/annotations")).isEqualTo(recorded.at("/object/metadata/annotations"));
        assertThat(fields(sent.at("/object/metadata"))).isEqualTo(fields(recorded.at("/object/metadata")));
        assertThat(sent.at("/object/metadata/resourceVersion").isTextual()).isTrue();
    }

    @Test
    void aTooOldVersion() throws Exception {
        JsonNode sent = watched("resourceVersion=1").path("ERROR").path("object");
        List<JsonNode> recorded = Stream.concat(
                        events(each -> is(each, "ERROR")).map(each -> each.path("object")),
                        RECORDED.stream()
                                .filter(line -> line.path("op").asText().equals("LIST_EXACT_OLD_RV"))
                                .map(line -> line.path("object")))
                .filter(each -> each.path("code").asInt() == 410)
                .toList();
        assertThat(recorded).isNotEmpty().allSatisfy(real -> {
            assertThat(fields(sent)).isEqualTo(fields(real));
            for (String field : List.of("kind", "apiVersion", "status", "reason", "code")) {
                assertThat(sent.path(field)).isEqualTo(real.path(field));
            }
        });
    }

    @Test
    void lists() throws Exception {
        JsonNode sent;
        try (FakeApiServer server = server()) {
            sent = JSON.readTree(get(server, "/api/v1/pods?limit=1").body());
        }
        Stream<JsonNode> recorded = RECORDED.stream()
                .filter(line -> line.path("op").asText().equals("LIST"))
                .map(line -> line.path("object"));
        List<JsonNode> all = recorded.toList();
        assertThat(fields(sent)).isEqualTo(common(all.stream()));
        assertThat(fields(sent.path("metadata")))
                .as("of a page that is not the last")
                .containsAll(common(all.stream().map(each -> each.path("metadata"))))
                .contains("continue");
        // Objects in a list have no kind of their own.
        assertThat(fields(sent.at("/items/0"))).doesNotContain("kind", "apiVersion");
        assertThat(all)
                .allSatisfy(list -> assertThat(fields(list.at("/items/0"))).doesNotContain("kind"));
    }

    private static FakeApiServer server() throws IOException {
        FakeApiServer server = new FakeApiServer();
        server.watchList(true);
        server.store.put("a", "");
        server.store.put("a", "changed");
        server.store.put("b", "");
        server.store.delete("b");
        server.store.put("c", "");
        return server;
    }

    /** One event of each type of a watch that ran its time. */
    private static JsonNode watched(String parameters) throws IOException, InterruptedException {
        ObjectNode byType = JSON.createObjectNode();
        try (FakeApiServer server = server()) {
            for (String line : get(server, "/api/v1/pods?watch=true&timeoutSeconds=1&" + parameters)
                    .body()
                    .split("\n", -1)) {
                if (!line.isEmpty()) {
                    JsonNode event = JSON.readTree(line);
                    byType.set(event.path("type").asText(), event);
                }
            }
        }
        return byType;
    }

    private static HttpResponse<String> get(FakeApiServer server, String path)
            throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.url() + path))
                .header("Authorization", "Bearer t")
                .build();
        return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    }
}

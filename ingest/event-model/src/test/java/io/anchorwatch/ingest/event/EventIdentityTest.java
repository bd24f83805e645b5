// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventIdentityTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final Path CORPUS = Path.of("../../../shared/corpus/real-cluster");

    @Test
    void anEventHasOneIdInTheLogAndInAWebhookBatch() throws IOException {
        assertSameIds(
                lines(resource("/corpus/audit.jsonl")), List.of(MAPPER.readTree(resource("/corpus/event-list.json"))));
    }

    @Test
    void everyEventOfTheRecordedBatchesHasTheIdOfItsLineInTheRecordedLog() throws IOException {
        assumeThat(CORPUS).exists();
        List<JsonNode> batches = new ArrayList<>();
        for (String line : lines(gunzip("audit-webhook.jsonl.gz"))) {
            batches.add(MAPPER.readTree(line).path("body"));
        }
        assertThat(assertSameIds(lines(gunzip("audit.jsonl.gz")), batches)).isGreaterThan(500);
    }

    @Test
    void decodingWhatWasDecodedGivesTheSameIdAndBytes() throws IOException {
        for (String line : lines(resource("/corpus/audit.jsonl"))) {
            AuditEvent once = Events.decode(Events.utf8(line)).event();
            AuditEvent twice = Events.decode(once.json()).event();
            assertThat(twice.id()).isEqualTo(once.id());
            assertThat(twice.json()).isSameAs(once.json());
        }
    }

    @Test
    void keyOrderSpaceAndEscapesDoNotChangeTheId() {
        byte[] plain = Events.with("\"user\":{\"username\":\"jö\",\"uid\":\"1\"},\"n\":10");
        byte[] other = Events.utf8(
                Events.text(Events.with("\"n\" : 1.0e1, \"user\":{\"uid\":\"1\",\"username\":\"\\u006a\\u00f6\"}")));
        assertThat(Events.decode(other).event().id())
                .isEqualTo(Events.decode(plain).event().id());
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({
        "'\"n\":1', '\"n\":2'",
        "'\"n\":1', '\"n\":\"1\"'",
        "'\"n\":null', '\"m\":null'",
        "'\"n\":[]', '\"n\":{}'",
        "'\"n\":9007199254740993', '\"n\":9007199254740992'",
        "'\"n\":0.1', '\"n\":0.10000000000000001'"
    })
    void otherContentIsAnotherId(String one, String other) {
        assertThat(Events.decode(Events.with(one)).event().id())
                .isNotEqualTo(Events.decode(Events.with(other)).event().id());
    }

    @ParameterizedTest(name = "{0} and {1}")
    @CsvSource({"0, -0", "0, 0.0", "1, 1.0", "100, 1e2", "1e18, 1000000000000000000", "0.5, 5e-1", "12e40, 1.2E41"})
    void oneNumberHasOneId(String one, String other) {
        assertThat(Events.decode(Events.with("\"n\":" + one)).event().id())
                .isEqualTo(Events.decode(Events.with("\"n\":" + other)).event().id());
    }

    @Test
    void theSameAuditIdWithOtherContentIsAnotherEvent() {
        assertThat(Events.decode(Events.with("\"verb\":\"get\"")).event().id())
                .isNotEqualTo(Events.decode(Events.with("\"verb\":\"delete\""))
                        .event()
                        .id());
    }

    private static int assertSameIds(List<String> log, List<JsonNode> batches) {
        Map<String, EventId> ids = new HashMap<>();
        for (String line : log) {
            AuditEvent event = Events.decode(Events.utf8(line)).event();
            ids.put(event.auditId() + event.stage(), event.id());
        }
        int compared = 0;
        for (JsonNode batch : batches) {
            for (JsonNode item : batch.path("items")) {
                AuditEvent event = Events.decode(Events.utf8(item.toString())).event();
                assertThat(event.id()).isEqualTo(ids.get(event.auditId() + event.stage()));
                compared++;
            }
        }
        assertThat(compared).isPositive();
        return compared;
    }

    private static InputStream resource(String name) {
        return java.util.Objects.requireNonNull(EventIdentityTest.class.getResourceAsStream(name), name);
    }

    private static InputStream gunzip(String name) throws IOException {
        return new GZIPInputStream(Files.newInputStream(CORPUS.resolve(name)));
    }

    private static List<String> lines(InputStream in) throws IOException {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().toList();
        }
    }
}

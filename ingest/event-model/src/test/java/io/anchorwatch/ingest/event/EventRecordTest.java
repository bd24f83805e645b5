// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class EventRecordTest {

    private static final Instant NOW = Instant.parse("2026-11-24T00:04:00.5Z");

    @Test
    void anEventBecomesACloudEventAtItsOwnTime() {
        DecodeResult.Decoded decoded = Events.decode(Events.with("\"verb\":\"get\""));
        EventRecord record = EventRecord.of(decoded, NOW);
        assertThat(record.topic()).isEqualTo("anchorwatch.audit");
        assertThat(record.key()).isEqualTo("c1/a1");
        assertThat(record.timestamp()).isEqualTo("2026-11-24T00:03:47.620174Z");
        assertThat(record.value()).isSameAs(decoded.event().json());
        assertThat(record.headers())
                .containsExactly(
                        entry("ce_specversion", "1.0"),
                        entry("ce_id", decoded.event().id().value()),
                        entry("ce_source", "c1"),
                        entry("ce_type", "io.k8s.audit.v1.event"),
                        entry("ce_time", "2026-11-24T00:03:47.620174Z"),
                        entry("content-type", "application/json"),
                        entry("anchorwatch_receivedat", "2026-11-24T00:04:00.500Z"));
    }

    @Test
    void aTruncatedEventSaysSoInAHeader() {
        String deep = "[".repeat(300) + "]".repeat(300);
        DecodeResult.Decoded decoded = Events.decode(Events.with("\"requestObject\":" + deep));
        assertThat(EventRecord.of(decoded, NOW).headers()).containsEntry("anchorwatch_truncated", "nesting-too-deep");
    }

    @Test
    void aLateEventSaysHowFarItsReaderWas() {
        EventRecord record = EventRecord.of(Events.decode(Events.with("\"verb\":\"get\"")), NOW);
        assertThat(record.headers()).doesNotContainKey("anchorwatch_late");
        assertThat(record.lateAt(NOW).headers())
                .containsAllEntriesOf(record.headers())
                .containsEntry("anchorwatch_late", "2026-11-24T00:04:00.500Z");
    }

    @Test
    void aDeadLetterTellsReasonAndOriginAndHasAnIdOfBoth() {
        DecodeResult.Malformed malformed = Events.refuse(Events.utf8("nonsense"));
        EventRecord record = EventRecord.deadLetter("c1", "audit.log:7", malformed, NOW);
        assertThat(record.topic()).isEqualTo("anchorwatch.dead-letters");
        assertThat(record.headers())
                .containsEntry("anchorwatch_reason", malformed.reason())
                .containsEntry("anchorwatch_origin", "audit.log:7")
                .containsEntry(
                        "ce_id",
                        EventRecord.deadLetter("c1", "audit.log:7", malformed, Instant.EPOCH)
                                .headers()
                                .get("ce_id"));
        assertThat(record.headers().get("ce_id"))
                .isNotEqualTo(EventRecord.deadLetter("c1", "audit.log:8", malformed, NOW)
                        .headers()
                        .get("ce_id"));
    }
}

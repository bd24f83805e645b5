// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import static io.anchorwatch.ingest.recording.AuditLines.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.event.WatchNoticeCodec;
import io.anchorwatch.ingest.recording.write.RecordingFolder;
import io.anchorwatch.ingest.recording.write.RecordingLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was recorded comes out of a replay as it went in. */
final class RecordedReplayTest {

    private static final ReplayOptions AS_TOLD = ReplayOptions.of("unnamed").orAsTold();

    @TempDir
    private Path dir;

    private static RecordedLine line(String cluster, String type, long offset, byte[] data) {
        return new RecordedLine("x", cluster, type, "", "", "", "", EventTopics.AUDIT, 0, offset, data);
    }

    private static RecordedLine audit(String cluster, long offset, String padding) {
        byte[] json = event("a" + offset, offset, padding).getBytes(UTF_8);
        return line(cluster, EventTopics.AUDIT_TYPE, offset, json);
    }

    private Path record(List<RecordedLine> lines) throws IOException {
        Path folder = dir.resolve("recording");
        try (RecordingFolder recording =
                RecordingFolder.open(folder, RecordingLimits.DEFAULT, () -> Instant.EPOCH, unused -> {})) {
            for (RecordedLine line : lines) {
                recording.append(line);
            }
            recording.complete();
        }
        return folder;
    }

    private static List<ReplayItem> replay(Path input, ReplayOptions options) throws IOException {
        List<ReplayItem> items = new ArrayList<>();
        try (EventReplay replay = EventReplay.open(List.of(input), options, Pacer.unpaced())) {
            replay.forEachRemaining(items::add);
        }
        return items;
    }

    private static List<ClusterEvent> events(List<ReplayItem> items) {
        return items.stream()
                .filter(ReplayItem.Event.class::isInstance)
                .map(item -> ((ReplayItem.Event) item).event())
                .toList();
    }

    @Test
    void each_event_is_of_the_cluster_that_it_was_recorded_of() throws IOException {
        Path recording = record(List.of(audit("blue", 0, ""), audit("green", 1, ""), audit("blue", 2, "")));
        assertThat(events(replay(recording, AS_TOLD)))
                .extracting(ClusterEvent::cluster)
                .containsExactly("blue", "green", "blue");
        assertThat(events(replay(recording, ReplayOptions.of("one"))))
                .extracting(ClusterEvent::cluster)
                .containsOnly("one");
        assertThat(events(replay(recording, AS_TOLD.withFormat(RecordingFormat.RECORDED))))
                .hasSize(3);
    }

    @Test
    void events_come_back_byte_for_byte_and_what_a_watcher_said_too() throws IOException {
        WatchNotice notice = WatchNoticeCodec.of(
                "blue",
                WatchNotice.Kind.GAP,
                "pods",
                AuditLines.START,
                new WatchNoticeCodec.Details(AuditLines.START, "1", "2", 3, "away"));
        String laidOut = event("b", 1, "").replace(",", ",\n  ");
        Path recording = record(List.of(
                line("blue", EventTopics.WATCH_NOTICE_TYPE, 0, notice.json()),
                line("blue", EventTopics.AUDIT_TYPE, 1, laidOut.getBytes(UTF_8))));
        List<ClusterEvent> events = events(replay(recording, AS_TOLD));
        assertThat(events).hasSize(2);
        assertThat(events.get(0)).usingRecursiveComparison().isEqualTo(notice);
        assertThat(events.get(1).json()).isEqualTo(laidOut.getBytes(UTF_8));
    }

    @Test
    void what_is_no_event_is_a_bad_line_and_stops_nothing() throws IOException {
        Path recording = record(List.of(
                line("blue", EventTopics.AUDIT_TYPE, 0, "secret of somebody".getBytes(UTF_8)),
                line("blue", EventTopics.WATCH_NOTICE_TYPE, 1, "{}".getBytes(UTF_8)),
                line("blue", EventTopics.OBJECT_TYPE, 2, "{}".getBytes(UTF_8)),
                line("none", RecordedLine.UNREADABLE, 3, event("a", 1).getBytes(UTF_8)),
                audit("blue", 4, "")));
        List<ReplayItem> items = replay(recording, AS_TOLD);
        assertThat(events(items)).hasSize(1);
        assertThat(items)
                .filteredOn(ReplayItem.BadLine.class::isInstance)
                .extracting(item -> ((ReplayItem.BadLine) item).line())
                .containsExactly(1L, 2L, 3L, 4L);
        assertThat(items.toString()).doesNotContain("somebody");
    }

    @Test
    void of_a_cut_file_at_most_the_last_frame_is_lost() throws IOException {
        Random random = new Random(3);
        List<RecordedLine> lines = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            StringBuilder padding = new StringBuilder();
            random.ints(40_000, 'a', 'z').forEach(letter -> padding.append((char) letter));
            lines.add(audit("blue", i, padding.toString()));
        }
        Path folder = record(lines);
        Path file = folder.resolve("anchorwatch.audit-0-000000000000000000-000000000000000099.jsonl.zst");
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, Arrays.copyOf(whole, whole.length - 10));
        List<ReplayItem> items = replay(folder, AS_TOLD);
        // A frame holds 1 MiB of lines of 40 kB.
        assertThat(events(items)).hasSizeBetween(100 - 27, 99);
        assertThat(items)
                .filteredOn(ReplayItem.BadLine.class::isInstance)
                .singleElement()
                .satisfies(bad -> assertThat(bad.toString()).contains("damaged"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording;

import static io.anchorwatch.ingest.recording.Watched.bookmark;
import static io.anchorwatch.ingest.recording.Watched.event;
import static io.anchorwatch.ingest.recording.Watched.expired;
import static io.anchorwatch.ingest.recording.Watched.line;
import static io.anchorwatch.ingest.recording.Watched.list;
import static io.anchorwatch.ingest.recording.Watched.pod;
import static io.anchorwatch.ingest.recording.Watched.start;
import static io.anchorwatch.ingest.recording.Watched.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.ObjectChange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchReplayTest {

    @TempDir
    private Path dir;

    @Test
    void aFirstListIsTheBaselineAndAWatchGoesOnFromIt() throws IOException {
        assertThat(told(file(
                        list(0, 5, pod("a", "u1", 3), pod("b", "u2", 4)),
                        start(1, false),
                        event(2, "MODIFIED", pod("a", "u1", 6)),
                        line(3, "WATCH_END", ""),
                        start(4, false),
                        event(5, "DELETED", pod("b", "u2", 7)),
                        event(6, "ADDED", pod("c", "u3", 8)))))
                .containsExactlyInAnyOrder(
                        "ADDED list a 3",
                        "ADDED list b 4",
                        "baseline pods",
                        "MODIFIED watch a 6",
                        "DELETED watch b 7",
                        "ADDED watch c 8");
    }

    @Test
    void initialEventsAreTheBaselineUpToTheirBookmark() throws IOException {
        assertThat(told(file(
                        start(0, true),
                        event(1, "ADDED", pod("a", "u1", 3)),
                        bookmark(2, 5, true),
                        event(3, "ADDED", pod("b", "u2", 6)),
                        bookmark(4, 7, false))))
                .containsExactly("ADDED list a 3", "baseline pods", "ADDED watch b 6");
    }

    @Test
    void initialEventsThatBrokeOffTellNothingOfWhatIsGone() throws IOException {
        assertThat(told(file(
                        start(0, true),
                        event(1, "ADDED", pod("a", "u1", 3)),
                        line(2, "WATCH_BROKEN", ""),
                        start(3, true),
                        event(4, "ADDED", pod("a", "u1", 3)),
                        event(5, "ADDED", pod("b", "u2", 4)),
                        bookmark(6, 5, true))))
                .containsExactly("ADDED list a 3", "ADDED list b 4", "baseline pods");
    }

    @Test
    void aListAfterAnErrorTellsWhatTheGapHid() throws IOException {
        assertThat(told(file(
                        list(0, 5, pod("a", "u1", 1), pod("b", "u2", 2), pod("c", "u3", 3), pod("d", "u4", 4)),
                        start(1, false),
                        bookmark(10, 6, false),
                        expired(20),
                        list(30, 12, pod("a", "u1", 1), pod("b", "u2", 9), pod("d", "u5", 10), pod("e", "u6", 11)))))
                .hasSize(11)
                .endsWith("gap pods")
                .contains("MODIFIED relist b 9 since 20", "DELETED relist c 3 since 20", "ADDED relist e 11 since 20")
                .containsSubsequence("DELETED relist d 4 since 20", "ADDED relist d 10 since 20");
    }

    @Test
    void aListBesideAHealthyWatchTellsWhatTheWatchLost() throws IOException {
        assertThat(told(file(
                        list(0, 5, pod("a", "u1", 1)),
                        start(1, false),
                        bookmark(9, 6, false),
                        list(10, 6, pod("a", "u1", 1)),
                        list(20, 8, pod("a", "u1", 7)))))
                .containsExactly("ADDED list a 1", "baseline pods", "MODIFIED relist a 7 since 10", "divergence pods");
    }

    @Test
    void oneObjectsChangesKeepTheOrderOfTheFileWhateverTheTimesSay() throws IOException {
        assertThat(told(file(
                        event(5, "ADDED", pod("a", "u1", 1)),
                        event(5, "MODIFIED", pod("a", "u1", 2)),
                        event(3, "MODIFIED", pod("a", "u1", 3)),
                        event(5, "DELETED", pod("a", "u1", 4)),
                        event(5, "ADDED", pod("a", "u2", 5)))))
                .containsExactly(
                        "ADDED watch a 1",
                        "MODIFIED watch a 2",
                        "MODIFIED watch a 3",
                        "DELETED watch a 4",
                        "ADDED watch a 5");
    }

    @Test
    void auditLinesAndWatchLinesComeTogetherInTheOrderOfTime() throws IOException {
        Path audit = Files.writeString(dir.resolve("audit.jsonl"), AuditLines.event("x", 2) + "\n");
        Path watch = file(event(1, "ADDED", pod("a", "u1", 1)), event(3, "DELETED", pod("a", "u1", 2)));
        assertThat(told(audit, watch)).containsExactly("ADDED watch a 1", "AuditEvent", "DELETED watch a 2");
    }

    @Test
    void whatIsNoWatchLineIsToldAndStopsNothing() throws IOException {
        Path file = file(
                event(1, "ADDED", pod("a", "u1", 1)),
                "{\"op\":\"EVENT\"}",
                event(2, "MODIFIED", "{\"metadata\":{}}"),
                event(3, "STRANGE", pod("a", "u1", 2)),
                line(4, "LIST", ",\"object\":{\"items\":[7]}"),
                event(5, "MODIFIED", pod("a", "u1", 3)));
        List<ReplayItem> items = Watched.items(ReplayOptions.of("c1"), file);
        assertThat(items.stream()
                        .filter(ReplayItem.BadLine.class::isInstance)
                        .map(i -> ((ReplayItem.BadLine) i).line()))
                .containsExactly(2L, 3L, 4L, 5L);
        assertThat(items).hasSize(6);
    }

    @Test
    void aForcedFormatReadsNothingElse() throws IOException {
        Path file = file(event(1, "ADDED", pod("a", "u1", 1)));
        assertThat(Watched.items(ReplayOptions.of("c1").withFormat(RecordingFormat.AUDIT), file))
                .singleElement()
                .isInstanceOf(ReplayItem.BadLine.class);
        assertThat(Watched.items(ReplayOptions.of("c1").withFormat(RecordingFormat.WATCH), file))
                .singleElement()
                .isInstanceOf(ReplayItem.Event.class);
    }

    @Test
    void listItemsGetTheKindTheirListNames() throws IOException {
        List<ClusterEvent> events = Watched.events(file(list(0, 5, pod("a", "u1", 1))));
        assertThat(new String(events.get(0).json(), StandardCharsets.UTF_8))
                .contains("\"object\":{\"kind\":\"Pod\",\"apiVersion\":\"v1\",\"metadata\"");
        assertThat(((ObjectChange) events.get(0)).object().namespace()).isEqualTo("d");
    }

    private Path file(String... lines) throws IOException {
        return Files.writeString(dir.resolve("watch.jsonl"), String.join("\n", lines) + "\n");
    }
}

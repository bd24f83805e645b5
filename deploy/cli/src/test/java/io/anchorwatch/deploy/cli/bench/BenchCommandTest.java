// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.deploy.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code anchorwatch bench}: what it says, not how fast it is. */
final class BenchCommandTest {

    @Test
    void decodeAndMatchStandBesideTokenising() {
        Ran ran = anchorwatch("bench", "--rounds", 1, Ran.INCIDENT);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("events 546", "decode + match", "tokenise only", "ratio");
    }

    @Test
    void aRecordingFollowsItselfUnderOtherIdsAndLater() throws IOException {
        Ran ran = anchorwatch("bench", "--multiply", 546 * 2, Ran.INCIDENT);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        List<JsonNode> events = ran.json();
        assertThat(events).hasSize(546 * 2).doesNotHaveDuplicates();
        String last = events.subList(0, 546).stream()
                .map(event -> event.path("stageTimestamp").asText())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        for (int i = 0; i < 546; i++) {
            JsonNode again = events.get(546 + i);
            assertThat(again.path("auditID").asText())
                    .isEqualTo(events.get(i).path("auditID").asText() + "-1");
            assertThat(again.path("stageTimestamp").asText()).isGreaterThan(last);
            assertThat(again.path("user")).isEqualTo(events.get(i).path("user"));
        }
    }

    @Test
    void theWholeWayStandsBesideABareCopy() {
        Ran ran = anchorwatch(
                "bench", "--end-to-end", "--rounds", 1, "--events", 500, "--rate", 200, "--seconds", 1, Ran.INCIDENT);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("stream threads", "bare copy", "plain loop", "event to committed alert at 200 events/s");
    }

    @Test
    void theWebhookIsMeasuredWithItsAnswers() {
        Ran ran = anchorwatch("bench", "--ingest", "--seconds", 1, Ran.INCIDENT);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("events/s", "answer p50");
    }

    @Test
    void madeUpRulesStandSideBySide() {
        Ran ran = anchorwatch("bench", "--synthetic", "10,200", "--rounds", 1, Ran.INCIDENT);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out().lines().filter(line -> line.matches(" +(10|200) .*always run.*")))
                .hasSize(2);
    }

    @Test
    void madeUpRulesAreTheSameForASeedAndAllUsable() {
        assertThat(SyntheticRules.files(500, 7)).isEqualTo(SyntheticRules.files(500, 7));
        assertThat(SyntheticRules.files(500, 7)).isNotEqualTo(SyntheticRules.files(500, 8));
        assertThat(SyntheticBench.read(500).problems()).isEmpty();
    }

    @Test
    void correlationsKeepEveryGroup() {
        Ran ran = anchorwatch("bench", "--correlate", 500);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("round 4", "hits/s", "alerts 0, too late 0");
    }

    @Test
    void aReloadTellsWhatTheJudgingThreadNoticed() {
        Ran ran = anchorwatch("bench", "--reload", 50, "--seconds", 1, Ran.INCIDENT);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out()).contains("-> ", "(0 failed)", "while rules are read", "from the swap on");
    }

    @Test
    void objectsAreKeptAndJoinedWithRequests() {
        Ran ran = anchorwatch("bench", "--objects", 100);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("100 objects listed", "20 changes, half of them noise", "state on disk")
                .containsPattern("audit shows the object: 20 of 20 told.*actor known 100 % at first");
    }

    @Test
    void aFileWithoutEventsIsAUsageProblem(@TempDir Path folder) throws IOException {
        Ran ran = anchorwatch("bench", Files.createFile(folder.resolve("empty.jsonl")));
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("holds no event", "next: ");
    }

    @Test
    void roundsBelowOneAreAUsageProblem() {
        assertThat(anchorwatch("bench", "--rounds", 0, Ran.INCIDENT).exitCode()).isEqualTo(2);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.cli.Ran;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.recording.EventReplay;
import io.anchorwatch.ingest.recording.Pacer;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.ingest.recording.ReplayOptions;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.job.InMemoryJob;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Any number of threads prints the same. */
final class ReplayThreadsTest {

    @TempDir
    private Path dir;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("anchorwatch.replay.seeds", 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyNumberOfThreadsPrintsTheSame(long seed) throws IOException {
        List<Path> files =
                new ArrayList<>(Recordings.muddled(Recordings.repeated(2_000, dir.resolve("long.jsonl")), seed, dir));
        files.add(Recordings.WATCHED);
        files.add(Recordings.MANAGED);
        Ran alone = replay(1, files);
        assertThat(alone.exitCode()).isZero();
        assertThat(alone.json()).hasSizeGreaterThan(150);
        assertThat(alone.json().stream()
                        .map(alert -> alert.path("cluster").asText())
                        .collect(Collectors.toSet()))
                .hasSizeGreaterThan(1);
        assertThat(alone.err()).doesNotContain(" 0 of them late", " 0 lines not readable");
        for (int threads : new int[] {2, 5}) {
            Ran many = replay(threads, files);
            assertThat(many.out()).isEqualTo(alone.out());
            assertThat(told(many)).isEqualTo(told(alone));
        }
    }

    /** Byte for byte what one job tells that is given one event after the other. */
    @Test
    void theAlertsAreThoseOfTheJobInAPlainLoop() throws IOException {
        List<Path> files =
                new ArrayList<>(Recordings.muddled(Recordings.repeated(1_500, dir.resolve("long.jsonl")), 9, dir));
        files.add(Recordings.WATCHED);
        AlertCodec codec = new AlertCodec();
        Set<String> told = new HashSet<>();
        InMemoryJob job = new InMemoryJob(
                new RuleOptions().load(new PrintWriter(Writer.nullWriter())),
                CorrelationSettings.settledInOnePlace(),
                alert -> told.add(new String(codec.encode(alert), StandardCharsets.UTF_8)));
        try (EventReplay replay =
                EventReplay.open(files, ReplayOptions.of("replay").orAsTold(), Pacer.unpaced())) {
            replay.forEachRemaining(item -> {
                if (item instanceof ReplayItem.Event event) {
                    accept(job, event);
                }
            });
        }
        job.finish();
        assertThat(replay(3, files).out().lines()).hasSizeGreaterThan(100).allMatch(told::contains);
    }

    private static void accept(InMemoryJob job, ReplayItem.Event item) {
        ClusterEvent event = item.event();
        if (event instanceof AuditEvent audit && item.late()) {
            job.acceptLate(audit.cluster(), audit.id().value(), audit.json(), audit.time(), item.clock());
        } else if (event instanceof AuditEvent audit) {
            job.accept(audit.cluster(), audit.id().value(), audit.json(), audit.time());
        } else if (event instanceof ObjectChange change && item.late()) {
            job.acceptLate(change, item.clock());
        } else if (event instanceof ObjectChange change) {
            job.accept(change);
        } else {
            job.accept((WatchNotice) event);
        }
    }

    private static Ran replay(int threads, List<Path> files) {
        return anchorwatch(Stream.concat(Stream.of("replay", "--threads", threads), files.stream())
                .toArray());
    }

    /** Standard error without what depends on the clock. */
    private static List<String> told(Ran ran) {
        return ran.err().lines().filter(line -> !line.startsWith("replay: ")).toList();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.recording.EventReplay;
import io.anchorwatch.ingest.recording.Pacer;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.ingest.recording.ReplayOptions;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJob;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Requests and object changes together give the same bytes on both engines, whichever stream comes first. */
final class ObjectStreamEquivalenceTest {

    private static final String CLUSTER = "both";
    private static final RuleSet RULES = Rules.withCorrelations();

    @ParameterizedTest(name = "{0} partitions, the objects first: {1}")
    @CsvSource({"1, false", "3, true"})
    void kafkaStreamsTellsWhatThePlainLoopTells(int partitions, boolean objectsFirst, @TempDir Path folder)
            throws IOException {
        List<ClusterEvent> events = incident(folder);
        String expected = Told.locally(RULES, events);
        assertThat(expected).as("told again with before and after").contains("\"before\":");
        try (Broker broker = new Broker(folder, partitions);
                DetectionJob job = DetectionJob.start(broker.job(1), RULES, new SimpleMeterRegistry())) {
            List<ClusterEvent> audit =
                    events.stream().filter(AuditEvent.class::isInstance).toList();
            List<ClusterEvent> objects =
                    events.stream().filter(event -> !audit.contains(event)).toList();
            broker.publish(objectsFirst ? objects : audit);
            broker.publish(objectsFirst ? audit : objects);
            assertThat(broker.drained().get(CLUSTER)).as(job.problem()).isEqualTo(expected);
        }
    }

    private static List<ClusterEvent> incident(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String name : List.of("incident.jsonl.gz", "incident-watch.jsonl.gz")) {
            Path copy = folder.resolve(name);
            try (InputStream in = Objects.requireNonNull(
                    ObjectStreamEquivalenceTest.class.getResourceAsStream("/anchorwatch/examples/" + name))) {
                Files.copy(in, copy);
            }
            files.add(copy);
        }
        List<ClusterEvent> events = new ArrayList<>();
        try (EventReplay replay = EventReplay.open(files, ReplayOptions.of(CLUSTER), Pacer.unpaced())) {
            while (replay.hasNext()) {
                if (replay.next() instanceof ReplayItem.Event event) {
                    events.add(event.event());
                }
            }
        }
        return events;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJob;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Events that no reader has put in order give the same bytes in a plain loop and in the Kafka Streams job, as long as
 * they are out of order by less than the lateness. With {@code -Danchorwatch.long=true} many more variations; with
 * {@code -Danchorwatch.capture=FILE} (gzip) those of another recording too.
 */
final class EngineEquivalenceTest {

    private static final boolean LONG = Boolean.getBoolean("anchorwatch.long");
    private static final int SEEDS = Integer.getInteger("anchorwatch.seeds", LONG ? 60 : 4);

    private static final RuleSet RULES = Rules.withCorrelations();
    private static final List<ObjectNode> INCIDENT = Corpus.read(Objects.requireNonNull(
            EngineEquivalenceTest.class.getResourceAsStream("/anchorwatch/examples/incident.jsonl.gz")));

    static IntStream partitions() {
        return LONG ? IntStream.of(1, 3, 8) : IntStream.of(3);
    }

    @ParameterizedTest(name = "{0} partitions")
    @MethodSource("partitions")
    void kafkaStreamsTellsWhatThePlainLoopTells(int partitions, @TempDir Path folder) {
        try (Broker broker = new Broker(folder, partitions)) {
            Map<String, String> expected = publishVariations(broker, INCIDENT, SEEDS);
            try (DetectionJob job = DetectionJob.start(broker.job(partitions > 1 ? 2 : 1), RULES, meters())) {
                assertSame(job, broker.drained(), expected);
            }
        }
    }

    @Test
    void anotherRecordingGivesTheSameAlertsOnBoth(@TempDir Path folder) throws IOException {
        String capture = System.getProperty("anchorwatch.capture", "");
        Assumptions.assumeFalse(capture.isEmpty(), "no -Danchorwatch.capture");
        try (Broker broker = new Broker(folder, 3);
                InputStream file = Files.newInputStream(Path.of(capture))) {
            Map<String, String> expected = publishVariations(broker, Corpus.read(file), Math.min(SEEDS, 6));
            try (DetectionJob job = DetectionJob.start(broker.job(2), RULES, meters())) {
                assertSame(job, broker.drained(), expected);
            }
        }
    }

    private static Map<String, String> publishVariations(Broker broker, List<ObjectNode> recorded, int seeds) {
        Map<String, String> expected = new HashMap<>();
        LongStream.range(0, seeds).mapToObj(Variation::new).forEach(variation -> {
            List<AuditEvent> events = variation.of(recorded);
            broker.publish(events);
            expected.put(variation.cluster(), Told.locally(RULES, events));
        });
        assertThat(expected.values())
                .as("the recording holds something to tell")
                .allMatch(told -> told.lines().count() > 10);
        return expected;
    }

    /** Line by line first: a difference is then one alert, not all of them. */
    private static void assertSame(DetectionJob job, Map<String, String> told, Map<String, String> expected) {
        assertThat(told.keySet()).as(job::problem).isEqualTo(expected.keySet());
        expected.forEach((cluster, text) -> {
            assertThat(told.get(cluster).lines().filter(line -> text.lines().noneMatch(line::equals)))
                    .as(cluster + ": told by the job only")
                    .isEmpty();
            assertThat(told.get(cluster)).as(cluster).isEqualTo(text);
        });
    }

    private static SimpleMeterRegistry meters() {
        return new SimpleMeterRegistry();
    }
}

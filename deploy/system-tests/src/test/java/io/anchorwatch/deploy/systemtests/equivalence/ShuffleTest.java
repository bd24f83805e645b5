// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A recording gives the same alerts, byte for byte, however it arrives: out of order within the lateness, with repeats,
 * or as two recordings that overlap. Stages of one request keep their order, as they do on their way through one API
 * server and one partition. With {@code -Danchorwatch.capture=FILE} (gzip) those of another recording.
 */
final class ShuffleTest {

    private static final RuleSet RULES = Rules.withCorrelations();
    private static final Duration DISORDER = Duration.ofSeconds(10);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void orderRepeatsAndOverlapChangeNothing(long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<AuditEvent> events = new ArrayList<>(
                recording().stream().map(json -> Corpus.event("c", json)).toList());
        events.sort(Comparator.comparing(AuditEvent::time));
        String expected = Told.locally(RULES, events);

        assertThat(expected.lines()).hasSizeGreaterThan(10);
        assertSame(shuffled(events, random), expected);
        assertSame(repeated(shuffled(events, random), random), expected);
        assertSame(overlapping(events, random), expected);
    }

    /** Line by line first: a difference is then one alert, not all of them. */
    private static void assertSame(List<AuditEvent> events, String expected) {
        String told = Told.locally(RULES, events);
        assertThat(told.lines().filter(line -> expected.lines().noneMatch(line::equals)))
                .as("told only so")
                .isEmpty();
        assertThat(told).isEqualTo(expected);
    }

    private static List<ObjectNode> recording() throws IOException {
        String capture = System.getProperty("anchorwatch.capture", "");
        try (InputStream file = capture.isEmpty()
                ? Objects.requireNonNull(
                        ShuffleTest.class.getResourceAsStream("/anchorwatch/examples/incident.jsonl.gz"))
                : Files.newInputStream(Path.of(capture))) {
            return Corpus.read(file);
        }
    }

    private record Arrival(Instant at, AuditEvent event) {}

    /** Each event arrives up to the disorder after it happened, but not before an earlier stage of its request. */
    private static List<AuditEvent> shuffled(List<AuditEvent> events, SplittableRandom random) {
        List<Arrival> arrivals = new ArrayList<>();
        Map<String, Instant> latest = new HashMap<>();
        for (AuditEvent event : events) {
            Instant at = event.time().plusMillis(random.nextLong(DISORDER.toMillis()));
            Instant notBefore = latest.getOrDefault(event.auditId(), at);
            Instant then = at.isBefore(notBefore) ? notBefore : at;
            latest.put(event.auditId(), then);
            arrivals.add(new Arrival(then, event));
        }
        arrivals.sort(Comparator.comparing(Arrival::at));
        return arrivals.stream().map(Arrival::event).toList();
    }

    /** A tenth of the events comes again, some events later. */
    private static List<AuditEvent> repeated(List<AuditEvent> events, SplittableRandom random) {
        List<AuditEvent> all = new ArrayList<>();
        Deque<AuditEvent> again = new ArrayDeque<>();
        for (AuditEvent event : events) {
            all.add(event);
            if (random.nextInt(10) == 0) {
                again.add(event);
            }
            if (random.nextInt(20) == 0) {
                all.addAll(again);
                again.clear();
            }
        }
        return all;
    }

    /** Two recordings that share their middle third, merged by time. */
    private static List<AuditEvent> overlapping(List<AuditEvent> events, SplittableRandom random) {
        int third = events.size() / 3;
        List<AuditEvent> both = new ArrayList<>(events.subList(0, 2 * third));
        both.addAll(events.subList(third, events.size()));
        both.sort(Comparator.comparing(AuditEvent::time));
        return shuffled(both, random);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Made-up history gives the same bytes on every engine: at any number of partitions, whichever stream comes first, and
 * when the job is killed in the middle. {@code -Danchorwatch.seeds=N} for more seeds, {@code -Danchorwatch.seed=N} for
 * that one; {@code -Danchorwatch.engine=TEXT} for engines whose names hold it. To add an engine, add a line to {@link #ENGINES}.
 */
final class SeededEquivalenceTest {

    private static final Logger LOG = LoggerFactory.getLogger(SeededEquivalenceTest.class);
    private static final int SEEDS = Integer.getInteger("anchorwatch.seeds", 1);
    private static final long ONE = Long.getLong("anchorwatch.seed", 0);
    private static final String ONLY = System.getProperty("anchorwatch.engine", "");

    private static final List<Engine> ENGINES = new ArrayList<>(List.of(
            new StreamsEngine(1, StreamsEngine.Order.AS_READ),
            new StreamsEngine(3, StreamsEngine.Order.OBJECTS_FIRST),
            new StreamsEngine(8, StreamsEngine.Order.AUDIT_FIRST),
            new SharedStreamsEngine()));

    static {
        // Killed twice in one run by default, else once each.
        ENGINES.addAll(
                Boolean.getBoolean("anchorwatch.long")
                        ? List.of(
                                new KilledStreamsEngine(true, false),
                                new KilledStreamsEngine(false, true),
                                new FlinkJobEngine(1),
                                new FlinkJobEngine(4))
                        : List.of(new KilledStreamsEngine(true, true), new FlinkJobEngine(4)));
    }

    private static final Predicate<Alert> CORRELATED =
            alert -> !alert.correlation().equals(Alert.Correlation.NONE);

    /** What must be among the alerts of a seed, so that an engine that tells nothing can't agree. */
    private static final Map<String, Predicate<Alert>> KINDS = new TreeMap<>(Map.of(
            "a single event", CORRELATED.negate().and(alert -> alert.verb().equals("get")),
            "told again with before and after",
                    alert -> alert.episode().revision() > 0 && !alert.changes().isEmpty(),
            "a change with its actor",
                    isOf("seeded-touched").and(alert -> !alert.actor().name().isEmpty()),
            "a change without a request", isOf("seeded-unexplained"),
            "a change for whoever applied its owner", isOf("seeded-owned"),
            "a correlation", isOf("seeded-many"),
            "one of the second level", isOf("seeded-above"),
            "one of the third level", isOf("seeded-top"),
            "one of what is absent", isOf("seeded-absent"),
            "one of too few", isOf("seeded-few")));

    private static Predicate<Alert> isOf(String rule) {
        return alert -> alert.rule().id().equals(rule);
    }

    @TempDir
    private static Path folder = Path.of("");

    @TestFactory
    Stream<DynamicNode> everyEngineTellsWhatThePlainLoopTells() throws IOException {
        List<Long> seeds = ONE == 0 ? LongStream.rangeClosed(1, SEEDS).boxed().toList() : List.of(ONE);
        Map<SeededCorpus, String> expected = new LinkedHashMap<>();
        List<DynamicNode> kinds = new ArrayList<>();
        for (long seed : seeds) {
            SeededCorpus corpus = SeededCorpus.of(seed, folder);
            PlainLoop.Told told = PlainLoop.tell(corpus);
            expected.put(corpus, Told.ndjson(told.alerts()));
            kinds.add(dynamicTest(corpus.name(), () -> holdsEverything(corpus, told)));
            LOG.info(
                    "{}; {} alerts, {} hits kept aside",
                    corpus.told(),
                    told.alerts().size(),
                    told.tooLate());
        }
        SeededCorpus recorded = SeededCorpus.recorded(Files.createDirectory(folder.resolve("recorded")));
        expected.put(recorded, Told.ndjson(PlainLoop.tell(recorded).alerts()));
        SeededCorpus all = SeededCorpus.all("all", "", List.copyOf(expected.keySet()));
        return Stream.concat(
                Stream.of(dynamicContainer("nothing is missing in the corpus", kinds)),
                ENGINES.stream()
                        .filter(engine -> engine.name().contains(ONLY))
                        .map(engine -> dynamicContainer(engine.name(), run(engine, all, expected))));
    }

    /** Starts when the first of its tests does: one run holds all corpora, as clusters of their own. */
    private static Stream<DynamicTest> run(Engine engine, SeededCorpus all, Map<SeededCorpus, String> expected) {
        List<Alert> told = new ArrayList<>();
        AtomicBoolean started = new AtomicBoolean();
        return expected.entrySet().stream()
                .map(each -> dynamicTest(each.getKey().name() + ", " + engine.name(), () -> {
                    if (!started.getAndSet(true)) {
                        long start = System.nanoTime();
                        told.addAll(engine.run(all, Files.createTempDirectory(folder, "engine")));
                        LOG.info(
                                "{}: {} events, {} alerts, {} ms",
                                engine.name(),
                                all.events().size(),
                                told.size(),
                                (System.nanoTime() - start) / 1_000_000);
                    }
                    String prefix = each.getKey().prefix();
                    assertSame(
                            Told.ndjson(told.stream()
                                    .filter(alert -> alert.cluster().startsWith(prefix))
                                    .toList()),
                            each.getValue());
                }));
    }

    private static void holdsEverything(SeededCorpus corpus, PlainLoop.Told told) {
        KINDS.forEach((kind, which) -> assertThat(told.alerts()).as(kind).anyMatch(which));
        for (String later : List.of("seeded-later", "seeded-later-many")) {
            assertThat(told.alerts().stream().filter(isOf(later)).toList())
                    .as("by rules that came later")
                    .isNotEmpty()
                    .allMatch(alert -> !alert.time().isBefore(Rules.LATER));
        }
        Predicate<ReplayItem.Event> audit = item -> item.event() instanceof AuditEvent;
        Predicate<ReplayItem.Event> change = item -> item.event() instanceof ObjectChange;
        assertThat(corpus.count(audit.and(ReplayItem.Event::late)))
                .as("late audit events")
                .isPositive();
        assertThat(corpus.count(change.and(ReplayItem.Event::late)))
                .as("late changes")
                .isPositive();
        assertThat(corpus.badLines()).as("unreadable lines").isPositive();
        assertThat(told.tooLate()).as("hits kept aside").isPositive();
        assertThat(corpus.events().stream()
                        .map(item -> item.event().id())
                        .distinct()
                        .count())
                .as("different events")
                .isLessThan(corpus.events().size());
    }

    /** Line by line first: a difference is then one alert, not all of them. */
    private static void assertSame(String told, String expected) {
        assertThat(only(told, expected)).as("told by this engine only").isEmpty();
        assertThat(only(expected, told)).as("told by the plain loop only").isEmpty();
        assertThat(told).isEqualTo(expected);
    }

    private static List<String> only(String text, String other) {
        var lines = other.lines().collect(Collectors.toSet());
        return text.lines().filter(line -> !lines.contains(line)).limit(5).toList();
    }
}

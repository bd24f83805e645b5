// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.cli.Ran;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertDecodeResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sorted on disk comes out as if it had been sorted in memory. */
final class AlertOrderTest {

    private static final AlertCodec CODEC = new AlertCodec();
    private static final List<Alert> RECORDED = anchorwatch("replay", Ran.INCIDENT)
            .out()
            .lines()
            .map(line -> ((AlertDecodeResult.Decoded) CODEC.decode(line.getBytes(UTF_8))).alert())
            .toList();

    @TempDir
    private Path dir;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void diskAndMemoryGiveTheSameOrder(long seed) throws IOException {
        List<Alert> told = told(new Random(seed));
        List<String> expected = inMemory(told);
        assertThat(expected).hasSizeBetween(100, told.size() - 50);
        assertThat(sorted(told, 1 << 30, dir.resolve("memory"))).isEqualTo(expected);
        // Far more files than are merged at once.
        assertThat(sorted(told, 20_000, dir.resolve("disk"))).isEqualTo(expected);
        assertThat(dir.resolve("disk")).isEmptyDirectory();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void whatWasWrittenDownGoesOn(long seed) throws IOException {
        Random random = new Random(seed);
        List<Alert> told = told(random);
        List<String> expected = inMemory(told);
        AlertOrder order = new AlertOrder(dir, 20_000, true);
        for (int i = 0; i < told.size(); i++) {
            if (random.nextInt(300) == 0) {
                ByteArrayOutputStream saved = new ByteArrayOutputStream();
                order.write(new DataOutputStream(saved));
                order.tidy();
                // What comes after it is lost with the process, files and all.
                for (Alert lost : told.subList(i, Math.min(told.size(), i + random.nextInt(200)))) {
                    order.add(lost);
                }
                order = new AlertOrder(dir, 20_000, true);
                order.read(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
            }
            order.add(told.get(i));
        }
        List<String> got = new ArrayList<>();
        assertThat(order.forEach(json -> got.add(new String(json, UTF_8)))).isEqualTo(expected.size());
        assertThat(got).isEqualTo(expected);
    }

    private static List<String> sorted(List<Alert> told, long memory, Path folder) throws IOException {
        Files.createDirectories(folder);
        AlertOrder order = new AlertOrder(folder, memory, false);
        for (Alert alert : told) {
            order.add(alert);
        }
        assertThat(order.files().isEmpty()).isEqualTo(memory > 1 << 20);
        List<String> got = new ArrayList<>();
        order.forEach(json -> got.add(new String(json, UTF_8)));
        return got;
    }

    private static final Comparator<Alert> TELLS_MORE = Comparator.comparingInt(
                    (Alert alert) -> alert.episode().revision())
            .thenComparingInt(alert -> alert.evidence().size())
            .thenComparing(Alert::time)
            .thenComparing(CODEC::encode, Arrays::compareUnsigned);

    /** The definition: of what was told again what tells more, of an episode all, then by time, id and revision. */
    private static List<String> inMemory(List<Alert> told) {
        Map<String, Alert> last = new LinkedHashMap<>();
        for (Alert alert : told) {
            boolean episode = !alert.correlation().equals(Alert.Correlation.NONE);
            last.merge(episode ? alert.deliveryId() : alert.id(), alert, BinaryOperator.maxBy(TELLS_MORE));
        }
        return last.values().stream()
                .sorted(Comparator.comparing(Alert::time)
                        .thenComparing(Alert::id)
                        .thenComparingInt(alert -> alert.episode().revision()))
                .map(alert -> new String(CODEC.encode(alert), UTF_8))
                .toList();
    }

    /** Alerts of a few ids, times and revisions, some of them episodes, many of them told again. */
    private static List<Alert> told(Random random) {
        List<Alert> told = new ArrayList<>();
        Alert.Correlation counted =
                new Alert.Correlation("event_count", "PT1M", Map.of("user", "u"), "3", false, false);
        for (int i = 0; i < 1_000; i++) {
            Alert like = RECORDED.get(random.nextInt(RECORDED.size()));
            String id = like.id().substring(2) + String.format(Locale.ROOT, "%02x", random.nextInt(8));
            Alert.Episode episode =
                    new Alert.Episode(i, like.time(), like.time(), Alert.EpisodeState.UPDATE, random.nextInt(4), "");
            told.add(new Alert(
                    id,
                    like.fingerprint(),
                    like.rule(),
                    like.severity(),
                    like.riskScore(),
                    "telling " + i,
                    like.time().plusMillis(random.nextInt(3)),
                    like.cluster(),
                    like.actor(),
                    like.client(),
                    like.verb(),
                    like.target(),
                    like.outcome(),
                    like.changes(),
                    like.evidence(),
                    episode,
                    random.nextBoolean() ? counted : Alert.Correlation.NONE));
        }
        return told;
    }
}

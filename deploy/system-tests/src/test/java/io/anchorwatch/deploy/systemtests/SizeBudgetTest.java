// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files stay small enough to be read in one go, and every stage says what it is for. */
class SizeBudgetTest {

    private static final int MEDIAN = 70;
    private static final int MOST = 300;
    private static final int MOST_OF_TESTS = 400;
    private static final int HARD = 500;

    @Test
    void noFileOfMainIsOverTheHardStop() {
        assertThat(longerThan("main", HARD)).isEmpty();
    }

    @Test
    void atMostOneInTwentyFilesOfMainIsLong() {
        assertThat(percentile("main", 95)).as(() -> longest("main")).isLessThanOrEqualTo(MOST);
    }

    @Test
    void atMostOneInTwentyTestFilesIsLong() {
        assertThat(percentile("test", 95)).as(() -> longest("test")).isLessThanOrEqualTo(MOST_OF_TESTS);
    }

    @Test
    void theMedianFileOfMainFitsOnAScreen() {
        assertThat(percentile("main", 50)).as(() -> longest("main")).isLessThanOrEqualTo(MEDIAN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "stream-jobs", "sinks", "deploy"})
    void everyStageHasAReadMe(String stage) {
        assertThat(Sources.ROOT.resolve(stage).resolve("README.md")).isNotEmptyFile();
    }

    @Test
    void theSourcesAreFound() {
        assertThat(Sources.all("main")).hasSizeGreaterThan(200);
        assertThat(Files.exists(Sources.ROOT.resolve("pom.xml"))).isTrue();
    }

    private static int percentile(String kind, int percent) {
        List<Integer> sizes =
                Sources.all(kind).stream().map(SizeBudgetTest::size).sorted().toList();
        return sizes.get((sizes.size() - 1) * percent / 100);
    }

    private static List<String> longerThan(String kind, int lines) {
        return bySize(kind)
                .filter(file -> size(file) > lines)
                .map(SizeBudgetTest::told)
                .toList();
    }

    private static String longest(String kind) {
        return bySize(kind).limit(15).map(SizeBudgetTest::told).collect(Collectors.joining("\n", "longest:\n", "\n"));
    }

    private static Stream<Path> bySize(String kind) {
        return Sources.all(kind).stream().sorted((one, other) -> size(other) - size(one));
    }

    private static String told(Path file) {
        return size(file) + " " + Sources.name(file);
    }

    private static int size(Path file) {
        return Sources.lines(file).size();
    }
}

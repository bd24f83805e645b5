// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.size;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.cli.Ran;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code anchorwatch size}: what it prints, and what it refuses. */
final class SizeCommandTest {

    @Test
    void the_same_seed_prints_the_same_and_another_another() {
        Ran ran = anchorwatch("size", "--seed", "5");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(anchorwatch("size", "--seed", "5").out()).isEqualTo(ran.out());
        assertThat(anchorwatch("size", "--seed", "6").out()).isNotEqualTo(ran.out());
    }

    @Test
    void progress_is_the_first_limit_of_a_thousand_clusters_and_not_of_ten() {
        Ran many = anchorwatch("size");
        assertThat(many.out())
                .contains("1,000 clusters, 1,000,000 events/s", ": 63 partitions")
                .containsPattern("PROGRESS: \\d,\\d{3},\\d{3} messages/s, \\d\\d % of the job's cores")
                .contains(
                        "as much as detection itself from 40 partitions on", "m: from figures measured", "a: assumed");
        assertThat(anchorwatch("size", "--clusters", "10", "--events-per-second", "20000")
                        .out())
                .containsPattern("PROGRESS: \\d+ messages/s, 0 % of the job's cores");
    }

    @Test
    void a_task_that_has_too_much_to_do_is_told_to_fall_behind() {
        assertThat(anchorwatch("size", "--partitions", "10").out())
                .containsPattern("detect, by event .* behind +behind");
    }

    @ParameterizedTest
    @CsvSource({
        "--clusters, 0",
        "--clusters, 100001",
        "--events-per-second, NaN",
        "--events-per-second, -1",
        "--utilisation, 1",
        "--namespaces, 10001",
        "--namespaces, 10000",
        "--partitions, -1",
        "--events-per-second, 1e9",
        "--skew, Infinity"
    })
    void what_makes_no_sense_is_refused(String option, String value) {
        Ran ran = anchorwatch("size", option, value, "--clusters".equals(option) ? "--rules" : "--clusters", "1001");
        assertThat(ran.exitCode()).isEqualTo(2);
        assertThat(ran.err()).contains("is not within", "next: see --help");
    }
}

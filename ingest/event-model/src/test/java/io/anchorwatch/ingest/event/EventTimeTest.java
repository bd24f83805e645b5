// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link EventTime} says what {@link Instant} says. */
final class EventTimeTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-11-24T00:03:47Z",
                "2026-11-24T00:03:47.Z",
                "2026-11-24T00:03:47.6Z",
                "2026-11-24T00:03:47.620174Z",
                "2026-11-24T00:03:47.000000001Z",
                "2026-11-24T00:03:47.0000000001Z",
                "2026-11-24T24:00:00Z",
                "2026-11-24T23:59:60Z",
                "2026-02-29T00:00:00Z",
                "2024-02-29T00:00:00Z",
                "2026-13-01T00:00:00Z",
                "2026-00-10T00:00:00Z",
                "1969-12-31T23:59:59.9Z",
                "0000-01-01T00:00:00Z",
                "2026-11-24t00:03:47z",
                "2026-11-24T00:03:47+00:00",
                "-2026-11-24T00:03:47Z",
                "+22026-11-24T00:03:47Z",
                "\u0662026-11-24T00:03:47Z",
                "2026-11-24",
                "Z",
                ""
            })
    void aTimeIsWhatItWas(String text) {
        assertThat(answer(EventTime::parse, text)).isEqualTo(answer(Instant::parse, text));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void soIsAnythingNearOne(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 2_000; i++) {
            Instant time = Instant.ofEpochSecond(random.nextInt(), random.nextInt(1_000_000_000));
            assertThat(EventTime.parse(time.toString())).isEqualTo(time);
            StringBuilder near = new StringBuilder(time.toString());
            near.setCharAt(random.nextInt(near.length()), "0123456789TZ.:-x ".charAt(random.nextInt(17)));
            assertThat(answer(EventTime::parse, near.toString())).isEqualTo(answer(Instant::parse, near.toString()));
        }
    }

    private static String answer(Function<String, Instant> parse, String text) {
        try {
            return parse.apply(text).toString();
        } catch (DateTimeException none) {
            return "none";
        }
    }
}

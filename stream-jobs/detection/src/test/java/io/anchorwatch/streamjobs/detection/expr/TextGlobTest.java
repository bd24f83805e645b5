// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TextGlobTest {

    /** By definition: a star eats nothing or one character and stays. */
    private static boolean reference(String pattern, int p, String text, int t) {
        if (p == pattern.length()) {
            return t == text.length();
        }
        if (pattern.charAt(p) == TextGlob.MULTI) {
            return reference(pattern, p + 1, text, t) || (t < text.length() && reference(pattern, p, text, t + 1));
        }
        boolean same =
                t < text.length() && (pattern.charAt(p) == TextGlob.SINGLE || pattern.charAt(p) == text.charAt(t));
        return same && reference(pattern, p + 1, text, t + 1);
    }

    private static String random(Random random, int length, char... alphabet) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(length); i > 0; i--) {
            text.append(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.toString();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void globAgreesWithItsDefinition(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 20_000; i++) {
            String pattern = random(random, 8, 'a', 'b', TextGlob.MULTI, TextGlob.SINGLE);
            String text = random(random, 10, 'a', 'b');
            assertThat(new TextGlob(pattern, true).accepts(text))
                    .as(pattern.replace(TextGlob.MULTI, '*').replace(TextGlob.SINGLE, '?') + " on " + text)
                    .isEqualTo(reference(pattern, 0, text, 0));
        }
    }

    @Test
    void manyStarsOnALongTextEndSoon() {
        TextGlob glob = new TextGlob(("a" + TextGlob.MULTI).repeat(50) + "b", true);
        Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(20),
                () -> assertThat(glob.accepts("a".repeat(1 << 16))).isFalse());
    }

    @Test
    void absurdNumbersCompareAtOnce() {
        NumberCompare above = new NumberCompare(NumberCompare.Operator.GT, BigDecimal.TEN);
        Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            assertThat(above.accepts("1e999999999")).isTrue();
            assertThat(above.accepts("-1e2147483647")).isFalse();
            assertThat(above.accepts(new BigDecimal("1e-999999999"))).isFalse();
            assertThat(new TextEquals(Set.of("x"), false).accepts(new BigDecimal("1e999999999")))
                    .isFalse();
        });
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.index;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.anchorwatch.streamjobs.detection.value.Fold;
import java.util.Arrays;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RegexLiteralsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "^/api/[^/]+/secrets$ ! /secrets",
                "curl ! curl",
                "(?:curl|wget) ! curl,wget",
                "(?P<tool>curl|wget)+x ! curl,wget",
                "a(?i:KUBE)b ! KUBE",
                "kube-?system ! system",
                "kube(-system)?x{1,3} ! kube",
                "abc+def ! abc",
                "ab\\.cd\\d ! ab.cd",
                "[]a]+token ! token",
                "[[:alpha:]]token ! token",
                "\\Atoken\\z ! token",
                "(?m:^token$) ! token",
            })
    void findsTheTextThatEveryMatchHolds(String regex, String literals) {
        assertThat(RegexLiterals.of(regex)).isEqualTo(Set.copyOf(Arrays.asList(literals.split(","))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ab",
                ".*",
                "curl|",
                "(curl)?",
                "(curl|w)",
                "(curl){0,3}",
                "x{curl|b}token",
                "\\Qcurl.\\E|x",
                "\\x{41}curl",
                "\\pLcurl",
                "[curl]",
                "ca\u00e9",
                "abc(?i)?",
                "[a-z]{3}"
            })
    void saysNothingWhenUnsure(String regex) {
        assertThat(RegexLiterals.of(regex)).isNull();
    }

    @Test
    void manyNestedGroupsEndTheSearch() {
        assertThat(RegexLiterals.of("(".repeat(100) + "token" + ")".repeat(100)))
                .isNull();
    }

    /** Whatever the expression: where it is found, one of its literals stands. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyMatchHoldsALiteral(long seed) {
        Random random = new Random(seed);
        int told = 0;
        for (int round = 0; round < 4_000; round++) {
            String regex = regex(random, 3);
            Pattern pattern;
            try {
                pattern = Pattern.compile(regex, random.nextBoolean() ? Pattern.CASE_INSENSITIVE : 0);
            } catch (PatternSyntaxException invalid) {
                continue;
            }
            @Nullable Set<String> literals = RegexLiterals.of(regex);
            for (int i = 0; literals != null && i < 40; i++) {
                String text = text(random);
                if (pattern.matcher(text).find()) {
                    told++;
                    assertThat(literals)
                            .as(regex + " in " + text)
                            .anyMatch(literal -> FoldedText.contains(text, Fold.lower(literal)));
                }
            }
        }
        assertThat(told).isGreaterThan(50);
    }

    private static String regex(Random random, int depth) {
        String[] atoms = {
            "abc",
            "ab",
            "cab",
            "a",
            "B",
            "k",
            "s",
            ".",
            "[ab]",
            "[^a]",
            "\\.",
            "\\w",
            "^",
            "$",
            "|",
            "[]a]",
            "{",
            "}",
            "x{",
            "\\Qab",
            "\\E",
            "(?i)",
            "-",
            "[[:alpha:]]",
            "\\b"
        };
        String[] repeats = {"", "", "", "", "*", "+", "?", "{0}", "{1,2}", "{2}", "{0,1}", "+?", "{,2}"};
        StringBuilder regex = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            if (depth > 0 && random.nextInt(4) == 0) {
                String[] opens = {"(", "(?:", "(?i:", "(?P<n" + depth + i + ">"};
                regex.append(opens[random.nextInt(opens.length)])
                        .append(regex(random, depth - 1))
                        .append(random.nextInt(3) == 0 ? "|" + regex(random, depth - 1) : "")
                        .append(')');
            } else {
                regex.append(atoms[random.nextInt(atoms.length)]);
            }
            regex.append(repeats[random.nextInt(repeats.length)]);
        }
        return regex.toString();
    }

    private static String text(Random random) {
        String[] parts = {"abc", "ab", "ABC", "c", "b", "a", ".", "\u212a", "\u017f", "{", "}", "x", "-", "{,2}"};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(6); i >= 0; i--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }
}

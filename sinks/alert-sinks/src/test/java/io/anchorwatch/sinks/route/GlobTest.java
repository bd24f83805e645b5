// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.dispatch.SinkFilter;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GlobTest {

    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "{0} on {1} is {2}")
    @CsvSource({
        "pod-exec,pod-exec,true",
        "pod-exec,pod-execs,false",
        "pod-*,pod-exec,true",
        "*,anything,true",
        "*-exec,pod-exec,true",
        "p?d-*,pod-exec,true",
        "p?d,pd,false",
        "*a*b*,xaxxbx,true",
        "*a*b*,xbxxax,false",
        "a.c,abc,false",
        "**,x,true"
    })
    void a_star_is_any_text_and_a_question_mark_one_character(String glob, String text, boolean expected) {
        assertThat(new Glob(glob).matches(text)).isEqualTo(expected);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void any_pattern_agrees_with_the_regular_expression_it_stands_for(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            String glob = text(random, "ab*?");
            String text = text(random, "ab");
            Pattern regex = Pattern.compile(glob.replace("*", ".*").replace("?", "."));
            assertThat(new Glob(glob).matches(text))
                    .as("%s on %s", glob, text)
                    .isEqualTo(regex.matcher(text).matches());
        }
    }

    @Test
    void empty_patterns_are_a_problem() {
        SinkFilter filter = new SinkFilter(SinkFilter.NONE.minimumSeverity(), List.of(" "), List.of(""));
        assertThat(filter.problems()).extracting("field").containsExactly("includeRules", "excludeRules");
        assertThat(SinkFilter.NONE.problems()).isEmpty();
    }

    private static String text(Random random, String letters) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(7); i > 0; i--) {
            text.append(letters.charAt(random.nextInt(letters.length())));
        }
        return text.toString();
    }
}

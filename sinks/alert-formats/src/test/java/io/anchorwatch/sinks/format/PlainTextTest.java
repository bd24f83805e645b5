// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void what_cannot_be_seen_leaves_a_mark() {
        assertThat(PlainText.clean("\u001b[31mred\r\n\u202ex\u2028y\ud800z")).isEqualTo("·[31mred···x·y·z");
        assertThat(PlainText.clean("tag\udb40\udc41 v\ufe0f \u3164 \u2800 \ufffe"))
                .isEqualTo("tag· v· · · ·");
        assertThat(PlainText.clean("Grüße 漢字 🚀 é")).isEqualTo("Grüße 漢字 🚀 é");
    }

    @Test
    void a_pile_of_combining_marks_is_cut_off() {
        assertThat(PlainText.clean("a" + "\u0301".repeat(50) + "b")).isEqualTo("a" + "\u0301".repeat(4) + "·b");
    }

    @Test
    void a_cut_never_falls_within_a_code_point() {
        assertThat(PlainText.clean("ab🚀cd", 4)).isEqualTo("ab…");
        assertThat(PlainText.clean("ab🚀cd", 5)).isEqualTo("ab🚀…");
        assertThat(PlainText.clean("ab🚀cd", 6)).isEqualTo("ab🚀cd");
        assertThat(PlainText.clean("🚀🚀", 1)).isEqualTo("…");
        assertThatThrownBy(() -> PlainText.clean("a", 0)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void any_text_comes_out_clean_bounded_and_stays_as_it_is_the_second_time() {
        SplittableRandom random = new SplittableRandom(17);
        for (int i = 0; i < 3000; i++) {
            String text = RandomTexts.text(random, 60);
            int most = random.nextInt(1, 70);
            String clean = PlainText.clean(text, most);
            assertThat(clean.length()).isLessThanOrEqualTo(most);
            assertThat(PlainText.clean(clean, most)).isEqualTo(clean);
            assertThat(clean).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
        }
    }
}

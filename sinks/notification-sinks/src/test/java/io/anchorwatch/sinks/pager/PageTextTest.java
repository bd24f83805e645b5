// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.pager;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.format.HostileTexts;
import io.anchorwatch.sinks.format.PlainText;
import org.junit.jupiter.api.Test;

class PageTextTest {

    @Test
    void what_targets_act_on_becomes_what_they_show() {
        assertThat(PageText.of("<!channel> <b>x</b> @here [a](https://evil) www.evil.example", 200))
                .isEqualTo("‹!channel› ‹b›x‹/b› ＠here [a] (https[://]evil) www[.]evil.example");
        assertThat(PageText.of("alice@example.com roleRef.name: added \"cluster-admin\" rules[3]", 200))
                .isEqualTo("alice@example.com roleRef.name: added \"cluster-admin\" rules[3]");
    }

    @Test
    void every_hostile_text_stays_on_its_line_within_its_length() {
        HostileTexts.all()
                .forEach(text -> assertThat(PageText.of(text, 50))
                        .hasSizeLessThanOrEqualTo(50)
                        .doesNotContain("<", ">", "](")
                        .doesNotContainPattern("[^\\[]://")
                        .satisfies(safe -> assertThat(PlainText.clean(safe)).isEqualTo(safe)));
    }

    @Test
    void a_body_is_cut_between_characters() {
        assertThat(PageText.body("🚀🚀🚀", 6)).isEqualTo("🚀🚀🚀");
        assertThat(PageText.body("🚀🚀🚀", 5)).isEqualTo("🚀🚀…");
        assertThat(PageText.body("🚀🚀🚀", 4)).isEqualTo("🚀…");
    }
}

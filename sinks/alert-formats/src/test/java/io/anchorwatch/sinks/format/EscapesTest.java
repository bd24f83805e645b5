// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EscapesTest {

    private static final int MOST = 200;

    @Test
    void slack_gets_no_mention_no_link_and_no_formatting() {
        assertThat(slack("<!channel> <http://evil.example|bank>"))
                .isEqualTo("&lt;!channel&gt; &lt;http://evil.example|bank&gt;");
        assertThat(slack("*b* _i_ ~s~ `c` a & b")).isEqualTo("∗b∗ ˍiˍ ∼s∼ ˋcˋ a &amp; b");
        assertThat(slack("@here #general alice@example.com my_pod_1"))
                .isEqualTo("＠here ＃general alice@example.com my_pod_1");
    }

    @Test
    void an_adaptive_card_gets_no_link_no_image_and_no_formatting() {
        assertThat(Escapes.adaptiveCardMarkdown("[click](https://evil.example) **b** # h", MOST))
                .isEqualTo("\\[click\\]\\(https://evil.example\\) \\*\\*b\\*\\* \\# h");
    }

    @Test
    void html_gets_no_element_and_leaves_no_attribute() {
        assertThat(Escapes.html("'><script>alert(\"1\")</script>&amp;", MOST))
                .isEqualTo("&#39;&gt;&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&amp;amp;");
    }

    @Test
    void cef_keeps_fields_apart() {
        assertThat(Escapes.cefHeader("a|b\\c=d", MOST)).isEqualTo("a\\|b\\\\c=d");
        assertThat(Escapes.cefExtension(" a=b\\c|d\n ", MOST)).isEqualTo("a\\=b\\\\c|d·");
    }

    @Test
    void leef_keeps_attributes_apart() {
        assertThat(Escapes.leefValue("a^usrName=root\tb", MOST)).isEqualTo("aˆusrName=root·b");
        assertThat(Escapes.leefHeader("a|b^c", MOST)).isEqualTo("a¦bˆc");
    }

    @Test
    void a_structured_data_parameter_ends_where_it_should() {
        assertThat(Escapes.sdParam("a\"] [x b=\"c\\", MOST)).isEqualTo("a\\\"\\] [x b=\\\"c\\\\");
    }

    static Stream<BiFunction<String, Integer, String>> escapes() {
        return Stream.of(
                Escapes::slackMrkdwn,
                Escapes::adaptiveCardMarkdown,
                Escapes::html,
                Escapes::cefHeader,
                Escapes::cefExtension,
                Escapes::leefValue,
                Escapes::leefHeader,
                Escapes::sdParam);
    }

    @ParameterizedTest
    @MethodSource("escapes")
    void every_escape_cleans_first_and_stays_within_six_times_the_bound(BiFunction<String, Integer, String> escape) {
        for (String text : HostileTexts.all()) {
            String escaped = escape.apply(text, 50);
            assertThat(escaped.length()).isLessThanOrEqualTo(300);
            assertThat(PlainText.clean(escaped)).isEqualTo(escaped);
        }
    }

    @Test
    void nothing_that_means_something_is_left_bare() {
        for (String text : HostileTexts.all()) {
            assertThat(slack(text)).doesNotContainPattern("[<>*~`]|&(?!amp;|lt;|gt;)|(?<![\\p{L}\\p{N}])@");
            assertThat(Escapes.html(text, MOST)).doesNotContainPattern("[<>\"']|&(?!amp;|lt;|gt;|quot;|#39;)");
            assertThat(Escapes.adaptiveCardMarkdown(text, MOST).replaceAll("\\\\.", ""))
                    .doesNotContainPattern("[\\\\`*_\\[\\](){}#~|<>!]");
            assertThat(Escapes.sdParam(text, MOST).replaceAll("\\\\.", "")).doesNotContainPattern("[\"\\]\\\\]");
            assertThat(Escapes.cefHeader(text, MOST).replaceAll("\\\\.", "")).doesNotContainPattern("[|\\\\]");
            assertThat(Escapes.leefValue(text, MOST)).doesNotContain("^");
        }
    }

    private static String slack(String text) {
        return Escapes.slackMrkdwn(text, MOST);
    }
}

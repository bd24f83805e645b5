// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageTemplateTest {

    @Test
    void values_are_escaped_and_the_operators_text_is_not() {
        MessageTemplate template = MessageTemplate.parse("<!here> {{title}}{{#alerts}} [{{actor}}]{{/alerts}}{{gone}}");
        Map<String, Object> values =
                Map.of("title", "<!channel>", "alerts", List.of(Map.of("actor", "<a>"), Map.of("actor", "{{title}}")));
        assertThat(template.render(values, text -> text.replace("<", "&lt;")))
                .isEqualTo("<!here> &lt;!channel> [&lt;a>] [{{title}}]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{{{title}}}",
                "{{&title}}",
                "{{ & title }}",
                "{{>file}}",
                "{{=<% %>=}}",
                "{{#open}}",
                "a\n{{{x}}}"
            })
    void forms_that_skip_the_escaping_and_broken_ones_are_refused_in_one_line(String text) {
        assertThatThrownBy(() -> MessageTemplate.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("\n");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.pagerduty;

import static io.anchorwatch.sinks.MapSettings.secretly;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.MapSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagerDutySettingsTest {

    private static final String KEY = PagerDutyUnderTest.KEY;

    @Test
    void needs_its_routing_key_only() {
        assertThat(problems(Map.of("routingKey", secretly(KEY)))).isEmpty();
        assertThat(read(Map.of("routingKey", secretly(KEY))).target().url())
                .hasToString("https://events.pagerduty.com/v2/enqueue");
        assertThat(read(Map.of("routingKey", secretly(KEY))).toString()).doesNotContain(KEY);
    }

    @Test
    void an_account_of_the_european_region_has_another_host() {
        assertThat(read(Map.of("routingKey", secretly(KEY), "region", "eu"))
                        .target()
                        .url())
                .hasToString("https://events.eu.pagerduty.com/v2/enqueue");
        assertThat(read(Map.of("routingKey", secretly(KEY), "url", "https://proxy.example.org/pd"))
                        .target()
                        .url())
                .hasToString("https://proxy.example.org/pd");
    }

    @Test
    void each_mistake_is_told_in_one_line() {
        assertThat(problems(Map.of()))
                .first()
                .isEqualTo("routingKey is missing; for example: routingKey: ${file:/run/secrets/routingKey}");
        assertThat(problems(Map.of("routingKey", secretly("u+abcdef"))))
                .containsExactly("routingKey is no integration key: those have 32 letters and digits");
        assertThat(problems(Map.of("routingKey", secretly(KEY), "region", "mars")))
                .singleElement()
                .asString()
                .startsWith("region: there is no 'mars'");
        assertThat(problems(Map.of("routingKey", secretly(KEY), "url", "http://events.example.org/x")))
                .containsExactly("url must begin with https:// (http:// only with allowPlainHttp)");
        assertThat(problems(Map.of("routingKey", secretly(KEY), "severity", "high")))
                .containsExactly("unknown key 'severity'");
    }

    private static List<String> problems(Map<String, Object> values) {
        return MapSettings.read(new PagerDutyType(), values).problems();
    }

    private static PagerDutyConfig read(Map<String, Object> values) {
        return (PagerDutyConfig) MapSettings.read(new PagerDutyType(), values).config();
    }
}

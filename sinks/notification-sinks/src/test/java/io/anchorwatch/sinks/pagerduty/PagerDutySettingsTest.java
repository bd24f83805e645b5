// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.pagerduty;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.people.MapSettings;
import io.anchorwatch.sinks.people.Problems;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PagerDutySettingsTest {

    private static final String KEY = PagerDutyUnderTest.KEY;

    @Test
    void needs_its_routing_key_only() {
        assertThat(Problems.of(new PagerDutyType(), Map.of("routingKey", KEY))).isEmpty();
        assertThat(read(Map.of("routingKey", KEY)).target().url())
                .hasToString("https://events.pagerduty.com/v2/enqueue");
        assertThat(read(Map.of("routingKey", KEY)).toString()).doesNotContain(KEY);
    }

    @Test
    void an_account_of_the_european_region_has_another_host() {
        assertThat(read(Map.of("routingKey", KEY, "region", "eu")).target().url())
                .hasToString("https://events.eu.pagerduty.com/v2/enqueue");
        assertThat(read(Map.of("routingKey", KEY, "url", "https://proxy.example.org/pd"))
                        .target()
                        .url())
                .hasToString("https://proxy.example.org/pd");
    }

    @Test
    void each_mistake_is_told_in_one_line() {
        assertThat(Problems.of(new PagerDutyType(), Map.of()))
                .first()
                .isEqualTo("routingKey is missing, such as ${file:/run/secrets/routingKey}");
        assertThat(Problems.of(new PagerDutyType(), Map.of("routingKey", "u+abcdef")))
                .containsExactly("routingKey is no integration key: those have 32 letters and digits");
        assertThat(Problems.of(new PagerDutyType(), Map.of("routingKey", KEY, "region", "mars")))
                .singleElement()
                .asString()
                .startsWith("region is none of");
        assertThat(Problems.of(new PagerDutyType(), Map.of("routingKey", KEY, "url", "http://events.example.org/x")))
                .containsExactly("url must begin with https:// (http:// only with allowPlainHttp)");
        assertThat(Problems.of(new PagerDutyType(), Map.of("routingKey", KEY, "severity", "high")))
                .containsExactly("severity is unknown");
    }

    private static PagerDutyConfig read(Map<String, Object> values) {
        return (PagerDutyConfig) new PagerDutyType().read("pager", new MapSettings(values));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.opsgenie;

import static io.anchorwatch.sinks.MapSettings.secretly;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.MapSettings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OpsgenieSettingsTest {

    @Test
    void needs_its_key_only() {
        assertThat(problems(Map.of("apiKey", secretly("secret")))).isEmpty();
        OpsgenieConfig config = read(Map.of("apiKey", secretly("secret")));
        assertThat(config.target().url()).hasToString("https://api.opsgenie.com");
        assertThat(config.target().auth().header()).contains("GenieKey secret");
        assertThat(config.toString()).doesNotContain("secret");
    }

    @Test
    void jira_service_management_is_another_address_of_the_same() {
        assertThat(read(Map.of("apiKey", secretly("k"), "service", "jsm"))
                        .target()
                        .url())
                .hasToString("https://api.atlassian.com/jsm/ops/integration");
        OpsgenieConfig own =
                read(Map.of("url", "https://ops.example.org/", "user", "me", "password", secretly("secret")));
        assertThat(own.target().url()).hasToString("https://ops.example.org");
        assertThat(own.target().auth().header().orElseThrow()).startsWith("Basic ");
        assertThat(own.problems()).isEmpty();
        assertThat(read(Map.of("bearer", secretly("token"))).target().auth().header())
                .contains("Bearer token");
    }

    @Test
    void each_mistake_is_told_in_one_line() {
        assertThat(problems(Map.of()))
                .containsExactly(
                        "apiKey is missing: the key of an API integration, as ${file:/run/secrets/opsgenie-key}");
        assertThat(problems(Map.of("apiKey", secretly("k"), "bearer", secretly("b"))))
                .containsExactly("apiKey stands beside user or bearer: leave one of them out");
        assertThat(problems(Map.of("apiKey", secretly("k"), "service", "mars")))
                .singleElement()
                .asString()
                .startsWith("service: there is no 'mars'");
        assertThat(problems(Map.of("apiKey", secretly("k"), "tags", List.of("x".repeat(51)))))
                .containsExactly("tags holds one that is empty or longer than 50 characters");
        assertThat(problems(Map.of("apiKey", secretly("k"), "teams", List.of(" "))))
                .containsExactly("teams holds an empty name");
        assertThat(problems(Map.of("apiKey", secretly("k"), "url", "https://ops.example.org/?x=1")))
                .containsExactly("url must end before '?' and '#': paths are added to it");
    }

    private static List<String> problems(Map<String, Object> values) {
        return MapSettings.read(new OpsgenieType(), values).problems();
    }

    private static OpsgenieConfig read(Map<String, Object> values) {
        return (OpsgenieConfig) MapSettings.read(new OpsgenieType(), values).config();
    }
}

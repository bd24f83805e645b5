// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.MapSettings;
import io.anchorwatch.sinks.MapSettings.Reading;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.siem.HttpCases;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class OtlpTypeTest {

    private static final String URL = "https://otel.example.org:4318";

    @Test
    void it_has_defaults() {
        Reading reading = MapSettings.read(new OtlpType(), "url", URL + "//");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config()).isEqualTo(new OtlpConfig("a", HttpTarget.of(URI.create(URL))));
    }

    @Test
    void it_is_read_in_full() {
        Reading reading = MapSettings.read(new OtlpType(), HttpCases.with("url", URL, "bearer", "${env:TOKEN}"));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new OtlpConfig("a", HttpCases.target(URL, new HttpAuth.Token("Bearer", MapSettings.TOKEN))));
    }

    @Test
    void each_mistake_is_told_with_what_to_do() {
        assertThat(problems()).containsExactly("url is missing; for example: url: https://otel.example.org:4318");
        assertThat(problems("url", URL + "/v1/logs"))
                .containsExactly("url must end before /v1/logs: the sink adds that");
        assertThat(problems("url", URL, "bearer", "open"))
                .containsExactly("bearer is a secret and must not stand in the configuration");
        assertThat(problems("url", URL, "protocol", "grpc")).containsExactly("unknown key 'protocol'");
    }

    private static List<String> problems(Object... keysAndValues) {
        return MapSettings.read(new OtlpType(), keysAndValues).problems();
    }
}

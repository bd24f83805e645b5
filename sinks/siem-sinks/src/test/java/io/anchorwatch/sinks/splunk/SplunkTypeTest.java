// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.splunk;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.MapSettings;
import io.anchorwatch.sinks.MapSettings.Reading;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.siem.HttpCases;
import io.anchorwatch.sinks.splunk.SplunkConfig.Acknowledgement;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SplunkTypeTest {

    private static final String URL = "https://splunk.example.org:8088";
    private static final HttpAuth AUTH = new HttpAuth.Token("Splunk", MapSettings.TOKEN);

    @Test
    void it_has_defaults() {
        Reading reading = MapSettings.read(new SplunkType(), "url", URL, "token", "${env:TOKEN}");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new SplunkConfig(
                        "a",
                        HttpTarget.of(URI.create(URL)).with(AUTH),
                        AlertFormats.JSON,
                        Optional.empty(),
                        "anchorwatch",
                        "anchorwatch:alert:json",
                        Optional.empty()));
    }

    @Test
    void it_is_read_in_full() {
        Reading reading = MapSettings.read(
                new SplunkType(),
                HttpCases.with(
                        "url",
                        URL,
                        "token",
                        "${env:TOKEN}",
                        "format",
                        "ocsf",
                        "index",
                        "k8s",
                        "source",
                        "soc",
                        "sourcetype",
                        "st",
                        "acknowledge",
                        true,
                        "acknowledgeEvery",
                        "2s",
                        "acknowledgeWithin",
                        "1m"));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new SplunkConfig(
                        "a",
                        HttpCases.target(URL, AUTH),
                        AlertFormats.OCSF,
                        Optional.of("k8s"),
                        "soc",
                        "st",
                        Optional.of(new Acknowledgement(Duration.ofSeconds(2), Duration.ofMinutes(1)))));
    }

    @Test
    void each_mistake_is_told_with_what_to_do() {
        assertThat(problems())
                .containsExactly(
                        "url is missing; for example: url: https://splunk.example.org:8088",
                        "token is missing; for example: token: ${file:/run/secrets/token}");
        assertThat(problems("url", URL, "token", "abc"))
                .containsExactly("token is a secret and must not stand in the configuration");
        assertThat(problems("url", URL, "token", "${env:TOKEN}", "bearer", "${env:OTHER}"))
                .containsExactly("bearer is of no use here: the service takes token, take it out");
        assertThat(problems("url", URL, "token", "${env:TOKEN}", "format", "cef"))
                .containsExactly("format: there is no 'cef'");
        assertThat(problems("url", URL, "token", "${env:TOKEN}", "index", "A B"))
                .containsExactly("index is 1 to 80 of a-z, 0-9, '_' and '-'");
        assertThat(problems("url", URL, "token", "${env:TOKEN}", "acknowledgeEvery", "1s"))
                .containsExactly("acknowledgeEvery is of no use without acknowledge: true");
        assertThat(problems("url", URL, "token", "${env:TOKEN}", "acknowledge", true, "acknowledgeWithin", "1h"))
                .containsExactly("acknowledgeWithin must be from PT0.01S to PT5M, not PT1H");
        assertThat(problems("url", URL, "token", "${env:TOKEN}", "acknowledge", "maybe"))
                .containsExactly("acknowledge must be true or false, not 'maybe'");
    }

    private static List<String> problems(Object... keysAndValues) {
        return MapSettings.read(new SplunkType(), keysAndValues).problems();
    }
}

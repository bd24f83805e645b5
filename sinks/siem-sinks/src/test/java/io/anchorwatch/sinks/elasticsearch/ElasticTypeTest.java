// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.elasticsearch;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.MapSettings;
import io.anchorwatch.sinks.MapSettings.Reading;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.siem.HttpCases;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.Test;

class ElasticTypeTest {

    private static final String URL = "https://es.example.org:9200";

    @Test
    void both_names_read_the_same() {
        assertThat(ElasticType.elasticsearch().name()).isEqualTo("elasticsearch");
        assertThat(ElasticType.openSearch().name()).isEqualTo("opensearch");
    }

    @Test
    void it_has_defaults() {
        Reading reading = MapSettings.read(ElasticType.openSearch(), "url", URL + "/");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new ElasticConfig(
                        "a", HttpTarget.of(URI.create(URL)), "logs-anchorwatch.alerts-default", true));
    }

    @Test
    void it_is_read_in_full() {
        Reading reading = MapSettings.read(
                ElasticType.elasticsearch(),
                HttpCases.with(
                        "url", URL, "apiKey", "${env:TOKEN}", "dataStream", "logs-x-y", "manageTemplates", false));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new ElasticConfig(
                        "a",
                        HttpCases.target(URL, new HttpAuth.Token("ApiKey", MapSettings.TOKEN)),
                        "logs-x-y",
                        false));
    }

    @Test
    void user_and_password_are_read() {
        Reading reading = MapSettings.read(
                ElasticType.elasticsearch(), HttpCases.with("url", URL, "user", "u", "password", "${env:TOKEN}"));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new ElasticConfig(
                        "a",
                        HttpCases.target(URL, new HttpAuth.Basic("u", MapSettings.TOKEN)),
                        ElasticConfig.DATA_STREAM,
                        true));
    }

    @Test
    void each_mistake_is_told_with_what_to_do() {
        assertThat(problems()).containsExactly("url is missing; for example: url: https://opensearch.example.org:9200");
        assertThat(problems("url", "http://es.example.org"))
                .containsExactly("url must begin with https:// (http:// only with allowPlainHttp)");
        assertThat(problems("url", URL + "?a=b"))
                .containsExactly("url must end before '?' and '#': paths are added to it");
        assertThat(problems("url", "https://u:p@es.example.org"))
                .containsExactly("url must hold no user and password; use user and password");
        assertThat(problems("url", "https://169.254.169.254"))
                .singleElement()
                .asString()
                .contains("metadata service");
        assertThat(problems("url", URL, "apiKey", "s3cret"))
                .containsExactly("apiKey is a secret and must not stand in the configuration");
        assertThat(problems("url", URL, "apiKey", "${env:TOKEN}", "bearer", "${env:OTHER}"))
                .containsExactly("apiKey stands beside user or bearer: keep one of them");
        assertThat(problems("url", URL, "user", "u", "password", "${env:TOKEN}", "bearer", "${env:OTHER}"))
                .containsExactly("bearer stands beside user: keep one of them");
        assertThat(problems("url", URL, "user", "u"))
                .containsExactly("password is missing; for example: password: ${file:/run/secrets/password}");
        assertThat(problems("url", URL, "password", "${env:TOKEN}")).containsExactly("unknown key 'password'");
        assertThat(problems("url", URL, "dataStream", "Logs/../x"))
                .containsExactly("dataStream is 1 to 200 of a-z, 0-9, '.', '_' and '-', with a letter or digit first");
        assertThat(problems("url", URL, "totalTimeout", "6m"))
                .containsExactly("totalTimeout must be from PT0.001S to PT5M, not PT6M");
        assertThat(problems("url", URL, "index", "x")).containsExactly("unknown key 'index'");
    }

    private static List<String> problems(Object... keysAndValues) {
        return MapSettings.read(ElasticType.openSearch(), keysAndValues).problems();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.secops;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.MapSettings;
import io.anchorwatch.sinks.MapSettings.Reading;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.siem.HttpCases;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SecOpsTypeTest {

    private static final String URL = "https://eu-chronicle.googleapis.com";
    private static final String INSTANCE = "0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
    private static final List<Object> NEEDED = List.of(
            "url", URL, "project", "soc", "location", "eu", "instance", INSTANCE, "serviceAccount", "${env:TOKEN}");

    @Test
    void it_has_defaults() {
        Reading reading = MapSettings.read(new SecOpsType(), NEEDED.toArray());
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new SecOpsConfig(
                        "a",
                        HttpTarget.of(URI.create(URL)),
                        "v1",
                        "soc",
                        "eu",
                        INSTANCE,
                        MapSettings.TOKEN,
                        URI.create("https://oauth2.googleapis.com/token")));
    }

    @Test
    void it_is_read_in_full() {
        Reading reading = MapSettings.read(
                new SecOpsType(), HttpCases.with(with("apiVersion", "v1alpha", "tokenUrl", "https://tokens.soc/t")));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new SecOpsConfig(
                        "a",
                        HttpCases.target(URL, new HttpAuth.None()),
                        "v1alpha",
                        "soc",
                        "eu",
                        INSTANCE,
                        MapSettings.TOKEN,
                        URI.create("https://tokens.soc/t")));
    }

    @Test
    void each_mistake_is_told_with_what_to_do() {
        assertThat(MapSettings.read(new SecOpsType()).problems())
                .contains(
                        "url is missing; for example: url: " + URL,
                        "project is missing; for example: project: soc-project",
                        "location is missing; for example: location: eu",
                        "instance is missing; for example: instance: " + INSTANCE,
                        "serviceAccount is missing; for example: serviceAccount: ${file:/run/secrets/serviceAccount}");
        assertThat(problems("apiVersion", "latest")).containsExactly("apiVersion is no version such as v1");
        assertThat(problems("tokenUrl", "http://tokens.soc")).containsExactly("tokenUrl must begin with https://");
        assertThat(problems("user", "u", "password", "${env:TOKEN}"))
                .containsExactly("user is of no use here: the service takes serviceAccount, take it out");
        assertThat(MapSettings.read(
                                new SecOpsType(),
                                "url",
                                URL,
                                "project",
                                "a/b",
                                "location",
                                "e u",
                                "instance",
                                "?",
                                "serviceAccount",
                                "{\"private_key\":1}")
                        .problems())
                .containsExactly(
                        "serviceAccount is a secret and must not stand in the configuration",
                        "project is no id of a project",
                        "location is no location such as eu",
                        "instance is no id of an instance");
    }

    private static Object[] with(Object... others) {
        List<Object> all = new ArrayList<>(NEEDED);
        all.addAll(Arrays.asList(others));
        return all.toArray();
    }

    private static List<String> problems(Object... others) {
        return MapSettings.read(new SecOpsType(), with(others)).problems();
    }
}

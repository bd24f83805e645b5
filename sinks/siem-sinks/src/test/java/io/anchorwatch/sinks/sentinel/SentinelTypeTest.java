// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.sentinel;

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

class SentinelTypeTest {

    private static final String URL = "https://soc-x1y2.westeurope-1.ingest.monitor.azure.com";
    private static final String RULE = "dcr-0123456789abcdef0123456789abcdef";
    private static final String TENANT = "72f988bf-86f1-41af-91ab-2d7cd011db47";
    private static final String CLIENT = "535fb089-9ff3-47b6-9bfb-4f1264799865";

    private static final List<Object> NEEDED =
            List.of("url", URL, "rule", RULE, "tenant", TENANT, "client", CLIENT, "clientSecret", "${env:TOKEN}");

    @Test
    void it_has_defaults() {
        Reading reading = MapSettings.read(new SentinelType(), NEEDED.toArray());
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new SentinelConfig(
                        "a",
                        HttpTarget.of(URI.create(URL)),
                        RULE,
                        "Custom-AnchorwatchAlerts_CL",
                        URI.create("https://login.microsoftonline.com"),
                        "https://monitor.azure.com/.default",
                        TENANT,
                        CLIENT,
                        MapSettings.TOKEN));
    }

    @Test
    void it_is_read_in_full() {
        Reading reading = MapSettings.read(
                new SentinelType(),
                HttpCases.with(with("stream", "Custom-Soc_CL", "cloud", "china", "authority", "https://login.soc")));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new SentinelConfig(
                        "a",
                        HttpCases.target(URL, new HttpAuth.None()),
                        RULE,
                        "Custom-Soc_CL",
                        URI.create("https://login.soc"),
                        "https://monitor.azure.cn/.default",
                        TENANT,
                        CLIENT,
                        MapSettings.TOKEN));
    }

    @Test
    void each_mistake_is_told_with_what_to_do() {
        assertThat(MapSettings.read(new SentinelType()).problems())
                .contains(
                        "url is missing; for example: url: " + URL,
                        "rule is missing; for example: rule: " + RULE,
                        "tenant is missing; for example: tenant: " + TENANT,
                        "client is missing; for example: client: " + CLIENT,
                        "clientSecret is missing; for example: clientSecret: ${file:/run/secrets/clientSecret}");
        assertThat(problems("cloud", "mars")).containsExactly("cloud: there is no 'mars'");
        assertThat(problems("stream", "AnchorwatchAlerts_CL"))
                .containsExactly("stream is no name such as Custom-AnchorwatchAlerts_CL");
        assertThat(problems("authority", "http://login.soc")).containsExactly("authority must begin with https://");
        assertThat(problems("bearer", "${env:OTHER}"))
                .containsExactly("bearer is of no use here: the service takes client and clientSecret, take it out");
        assertThat(MapSettings.read(
                                new SentinelType(),
                                "url",
                                URL,
                                "rule",
                                "soc-rule",
                                "tenant",
                                "a/b",
                                "client",
                                "me",
                                "clientSecret",
                                "open")
                        .problems())
                .containsExactly(
                        "clientSecret is a secret and must not stand in the configuration",
                        "rule is no immutable id of a rule: dcr- and 32 hex digits",
                        "tenant is no id of a directory",
                        "client is no id of an application");
    }

    private static Object[] with(Object... others) {
        List<Object> all = new ArrayList<>(NEEDED);
        all.addAll(Arrays.asList(others));
        return all.toArray();
    }

    private static List<String> problems(Object... others) {
        return MapSettings.read(new SentinelType(), with(others)).problems();
    }
}

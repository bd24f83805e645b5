// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.s3;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.MapSettings;
import io.anchorwatch.sinks.MapSettings.Reading;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.siem.AwsCredentials;
import io.anchorwatch.sinks.siem.HttpCases;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class S3TypeTest {

    private static final List<Object> NEEDED = List.of(
            "bucket", "soc-alerts", "region", "eu-central-1", "accessKey", "${env:TOKEN}", "secretKey", "${env:OTHER}");

    @Test
    void it_has_defaults() {
        Reading reading = MapSettings.read(new S3Type(), NEEDED.toArray());
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new S3Config(
                        "a",
                        HttpTarget.of(URI.create("https://soc-alerts.s3.eu-central-1.amazonaws.com")),
                        "eu-central-1",
                        new AwsCredentials(MapSettings.TOKEN, MapSettings.OTHER, Optional.empty()),
                        "anchorwatch",
                        AlertFormats.OCSF,
                        64L << 20,
                        Duration.ofMinutes(5)));
    }

    @Test
    void it_is_read_in_full() {
        Reading reading = MapSettings.read(
                new S3Type(),
                HttpCases.with(with(
                        "endpoint",
                        "http://minio.soc:9000/",
                        "pathStyle",
                        true,
                        "sessionToken",
                        "${env:TOKEN}",
                        "prefix",
                        "k8s/prod",
                        "format",
                        "json",
                        "maxBytes",
                        "1MiB",
                        "linger",
                        "30s")));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new S3Config(
                        "a",
                        HttpCases.target("http://minio.soc:9000/soc-alerts", new HttpAuth.None()),
                        "eu-central-1",
                        new AwsCredentials(MapSettings.TOKEN, MapSettings.OTHER, Optional.of(MapSettings.TOKEN)),
                        "k8s/prod",
                        AlertFormats.JSON,
                        1 << 20,
                        Duration.ofSeconds(30)));
    }

    @Test
    void china_has_a_domain_of_its_own() {
        Reading reading = MapSettings.read(
                new S3Type(),
                "bucket",
                "abc",
                "region",
                "cn-north-1",
                "accessKey",
                "${env:TOKEN}",
                "secretKey",
                "${env:OTHER}");
        assertThat(((S3Config) reading.config()).target().url())
                .hasToString("https://abc.s3.cn-north-1.amazonaws.com.cn");
    }

    @Test
    void each_mistake_is_told_with_what_to_do() {
        assertThat(MapSettings.read(new S3Type()).problems())
                .contains(
                        "region is missing; for example: region: eu-central-1",
                        "bucket is missing; for example: bucket: soc-alerts",
                        "accessKey is missing; for example: accessKey: ${file:/run/secrets/accessKey}",
                        "secretKey is missing; for example: secretKey: ${file:/run/secrets/secretKey}");
        assertThat(problems("prefix", "/a/")).singleElement().asString().startsWith("prefix is a path of a-z");
        assertThat(problems("linger", "2h")).containsExactly("linger must be from PT0S to PT1H, not PT2H");
        assertThat(problems("maxBytes", "1GiB"))
                .singleElement()
                .asString()
                .startsWith("maxBytes must be a size such as");
        assertThat(problems("maxBytes", "1B")).containsExactly("maxBytes must be from 1024 to 268435456, not 1");
        assertThat(problems("format", "cef")).containsExactly("format: there is no 'cef'");
        assertThat(problems("user", "u", "password", "${env:TOKEN}"))
                .containsExactly("user is of no use here: the service takes accessKey and secretKey, take it out");
        assertThat(problems("sessionToken", "open"))
                .containsExactly("sessionToken is a secret and must not stand in the configuration");
        assertThat(problems("endpoint", "http://10.0.0.1"))
                .contains("url must begin with https:// (http:// only with allowPlainHttp)");
        assertThat(MapSettings.read(
                                new S3Type(),
                                "bucket",
                                "A",
                                "region",
                                "eu-central-1",
                                "accessKey",
                                "${env:TOKEN}",
                                "secretKey",
                                "${env:OTHER}")
                        .problems())
                .containsExactly("bucket is no name of a bucket: 3 to 63 of a-z, 0-9, '.' and '-'");
    }

    private static Object[] with(Object... others) {
        List<Object> all = new ArrayList<>(NEEDED);
        all.addAll(Arrays.asList(others));
        return all.toArray();
    }

    private static List<String> problems(Object... others) {
        return MapSettings.read(new S3Type(), with(others)).problems();
    }
}

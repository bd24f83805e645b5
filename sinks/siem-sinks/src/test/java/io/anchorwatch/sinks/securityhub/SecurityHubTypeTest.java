// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.securityhub;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.MapSettings;
import io.anchorwatch.sinks.MapSettings.Reading;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.siem.AwsCredentials;
import io.anchorwatch.sinks.siem.HttpCases;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SecurityHubTypeTest {

    private static final List<Object> KEYS = List.of("accessKey", "${env:TOKEN}", "secretKey", "${env:OTHER}");
    private static final AwsCredentials CREDENTIALS =
            new AwsCredentials(MapSettings.TOKEN, MapSettings.OTHER, Optional.empty());

    @Test
    void it_has_defaults() {
        Reading reading = read("region", "eu-central-1", "account", "123456789012");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new SecurityHubConfig(
                        "a",
                        HttpTarget.of(URI.create("https://securityhub.eu-central-1.amazonaws.com")),
                        "eu-central-1",
                        "123456789012",
                        "aws",
                        Optional.empty(),
                        Optional.empty(),
                        CREDENTIALS));
        assertThat(((SecurityHubConfig) reading.config()).product())
                .isEqualTo("arn:aws:securityhub:eu-central-1:123456789012:product/123456789012/default");
    }

    @Test
    void it_is_read_in_full() {
        String product = "arn:aws:securityhub:eu-central-1::product/anchorwatch/anchorwatch";
        String cluster = "arn:aws:eks:eu-central-1:123456789012:cluster/prod";
        Reading reading = read(HttpCases.with(
                "region",
                "eu-central-1",
                "account",
                "123456789012",
                "partition",
                "aws",
                "endpoint",
                "https://vpce.soc",
                "productArn",
                product,
                "clusterArn",
                cluster));
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new SecurityHubConfig(
                        "a",
                        HttpCases.target("https://vpce.soc", new HttpAuth.None()),
                        "eu-central-1",
                        "123456789012",
                        "aws",
                        Optional.of(product),
                        Optional.of(cluster),
                        CREDENTIALS));
    }

    @Test
    void the_partition_follows_the_region() {
        SecurityHubConfig china = (SecurityHubConfig)
                read("region", "cn-north-1", "account", "123456789012").config();
        assertThat(china.partition()).isEqualTo("aws-cn");
        assertThat(china.target().url()).hasToString("https://securityhub.cn-north-1.amazonaws.com.cn");
        SecurityHubConfig gov = (SecurityHubConfig)
                read("region", "us-gov-west-1", "account", "123456789012").config();
        assertThat(gov.partition()).isEqualTo("aws-us-gov");
    }

    @Test
    void each_mistake_is_told_with_what_to_do() {
        assertThat(MapSettings.read(new SecurityHubType()).problems())
                .contains(
                        "region is missing; for example: region: eu-central-1",
                        "account is missing; for example: account: 123456789012",
                        "accessKey is missing; for example: accessKey: ${file:/run/secrets/accessKey}");
        assertThat(read("region", "Frankfurt", "account", "123456789012").problems())
                .contains("region is no name of a region such as eu-central-1");
        assertThat(read("region", "eu-central-1", "account", "12").problems()).contains("account is 12 digits");
        assertThat(read("region", "eu-central-1", "account", "123456789012", "productArn", "x")
                        .problems())
                .containsExactly("productArn is no ARN of an integration");
        assertThat(read("region", "eu-central-1", "account", "123456789012", "clusterArn", "x")
                        .problems())
                .containsExactly("clusterArn is no ARN of an EKS cluster");
        assertThat(read("region", "eu-central-1", "account", "123456789012", "bearer", "${env:TOKEN}")
                        .problems())
                .containsExactly("bearer is of no use here: the service takes accessKey and secretKey, take it out");
    }

    private static Reading read(Object... others) {
        List<Object> all = new ArrayList<>(KEYS);
        all.addAll(Arrays.asList(others));
        return MapSettings.read(new SecurityHubType(), all.toArray());
    }
}

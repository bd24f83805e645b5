// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class WebhookReceiverConfigTest {

    private static final String TOKEN = "0123456789012345678901234567890123456789";

    @Test
    void reportsAllProblemsAtOnce() {
        TlsFiles missing = new TlsFiles(Path.of("no.crt"), Path.of("no.key"), Optional.empty());
        WebhookReceiverConfig config = new WebhookReceiverConfig(
                "127.0.0.1",
                70_000,
                Optional.of(missing),
                false,
                Map.of(
                        "prod", new ClusterCredentials(Set.of("api"), Set.of("short")),
                        "Bad_Name", new ClusterCredentials(Set.of(), Set.of())),
                new ReceiverLimits(1, 100, 1, 0, 1, 10, Duration.ofSeconds(60)));
        assertThat(config.problems())
                .anySatisfy(p -> assertThat(p).startsWith("port 70000"))
                .anySatisfy(p -> assertThat(p).contains("no.crt"))
                .anySatisfy(p -> assertThat(p).contains("no.key"))
                .anySatisfy(p -> assertThat(p).contains("certificateNames need tls.clientCa"))
                .anySatisfy(
                        p -> assertThat(p).contains("openssl rand -base64 32").doesNotContain("short"))
                .anySatisfy(p -> assertThat(p).contains("cluster 'Bad_Name': use"))
                .anySatisfy(p -> assertThat(p).contains("cluster 'Bad_Name': give"))
                .anySatisfy(p -> assertThat(p).contains("every limit is at least 1"))
                .anySatisfy(p -> assertThat(p).contains("maxBytesInFlight is below"))
                .anySatisfy(p -> assertThat(p).startsWith("limits.readTimeout"))
                .hasSize(10);
    }

    @Test
    void plainHttpIsForLoopbackAndOnlyWhenAsked() {
        assertThat(plain("127.0.0.1", true).problems()).isEmpty();
        assertThat(plain("localhost", true).problems()).isEmpty();
        assertThat(plain("0.0.0.0", true).problems()).singleElement().asString().contains("loopback addresses only");
        assertThat(plain("127.0.0.1", false).problems())
                .singleElement()
                .asString()
                .startsWith("tls: give");
    }

    private static WebhookReceiverConfig plain(String host, boolean allow) {
        ClusterCredentials credentials = new ClusterCredentials(Set.of(), Set.of(TOKEN));
        return new WebhookReceiverConfig(
                host, 0, Optional.empty(), allow, Map.of("prod", credentials), ReceiverLimits.DEFAULT);
    }

    @Test
    void oneCredentialBelongsToOneCluster() {
        ClusterCredentials same = new ClusterCredentials(Set.of(), Set.of(TOKEN));
        WebhookReceiverConfig config = new WebhookReceiverConfig(
                "::1", 0, Optional.empty(), true, Map.of("a", same, "b", same), ReceiverLimits.DEFAULT);
        assertThat(config.problems())
                .singleElement()
                .asString()
                .contains("one credential, one cluster")
                .doesNotContain(TOKEN);
    }

    @Test
    void neverPrintsAToken() {
        assertThat(plain("127.0.0.1", true).toString()).doesNotContain(TOKEN);
    }
}

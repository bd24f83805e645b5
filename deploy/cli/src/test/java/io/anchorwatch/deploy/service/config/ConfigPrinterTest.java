// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.service.ServiceConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The example that is shipped: it can be read, it shows every key, and printing it tells no secret. */
final class ConfigPrinterTest {

    private static final String SECRET = "fallow-marsh-0123456789abcdef-unseen";

    private static final String ROUTING_KEY = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path dir;

    private ServiceConfig example() throws Exception {
        String text = Files.readString(Path.of("../examples/anchorwatch.yaml"));
        for (String file : new String[] {
            "secrets/prod.kubeconfig",
            "tls/tls.crt",
            "tls/tls.key",
            "tls/client-ca.crt",
            "secrets/staging-token",
            "secrets/soc-authorization",
            "secrets/elastic-api-key",
            "secrets/hec-token",
            "secrets/s3-access-key",
            "secrets/s3-secret-key",
            "secrets/postgres-password",
            "secrets/slack-bot-token",
            "secrets/smtp-password"
        }) {
            Path path = dir.resolve(file);
            Files.createDirectories(path.getParent());
            Files.writeString(path, SECRET + file.length() + "\n");
        }
        Files.writeString(dir.resolve("secrets/pagerduty-routing-key"), ROUTING_KEY);
        Path file = Files.writeString(dir.resolve("anchorwatch.yaml"), text);
        Map<String, String> environment =
                Map.of("ANCHORWATCH_KAFKA_JAAS", SECRET + "j", "ANCHORWATCH_SOC_SECRET", SECRET + "s");
        return new ConfigReader(environment, false).read(file, ConfigReader.Overrides.NONE);
    }

    @Test
    void theExampleCanBeRead() throws Exception {
        ServiceConfig config = example();
        assertThat(config.sinks()).hasSize(12);
        assertThat(config.routing().routes()).hasSize(4);
        assertThat(config.webhook())
                .hasValueSatisfying(webhook -> assertThat(webhook.clusters()).containsOnlyKeys("prod", "staging"));
    }

    @Test
    void printingShowsEverySectionAndNoSecret() throws Exception {
        String printed = ConfigPrinter.print(example());
        assertThat(printed)
                .doesNotContain(SECRET, ROUTING_KEY)
                .contains(
                        "sasl.jaas.config: '***'",
                        "Authorization: '***'",
                        "apiKey: '***'",
                        "password: '***'",
                        "url: https://soc.example.org/***")
                .contains("exclude:\n  - endpoints\n", "inCluster: true", "context: anchorwatch@prod")
                .contains(
                        "roles:",
                        "data:",
                        "kafka:",
                        "webhook:",
                        "spool:",
                        "tail:",
                        "watch:",
                        "detect:",
                        "sinks:",
                        "operations:");
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.service.ServiceConfig.SinkRouteConfig;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.console.ConsoleConfig;
import io.anchorwatch.sinks.dispatch.SinkFilter;
import io.anchorwatch.sinks.file.FileConfig;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.webhook.WebhookConfig;
import io.anchorwatch.sinks.webhook.WebhookMode;
import io.anchorwatch.streamjobs.alert.Severity;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SinkMappingsTest {

    @TempDir
    private Path dir;

    private SinkRouteConfig route(String settings) throws Exception {
        return new ConfigFiles(dir)
                .read(ConfigFiles.DETECT_ONLY + "sinks: {a: {" + settings + "}}\n")
                .sinks()
                .get(0);
    }

    private SinkConfig sink(String settings) throws Exception {
        return route(settings).sink();
    }

    @Test
    void aSinkWantsEverythingByDefault() throws Exception {
        assertThat(route("type: console").filter()).isEqualTo(SinkFilter.NONE);
    }

    @Test
    void aFilterIsReadInFull() throws Exception {
        assertThat(route("type: console, minimumSeverity: high, includeRules: [a*], excludeRules: [ab]")
                        .filter())
                .isEqualTo(new SinkFilter(Severity.HIGH, List.of("a*"), List.of("ab")));
    }

    @Test
    void theConsoleFitsItsSurroundings() throws Exception {
        assertThat(sink("type: console")).isEqualTo(new ConsoleConfig("a", false, 120));
    }

    @Test
    void theConsoleIsReadInFull() throws Exception {
        assertThat(sink("type: console, colours: true, width: 80")).isEqualTo(new ConsoleConfig("a", true, 80));
    }

    @Test
    void aFileHasDefaults() throws Exception {
        assertThat(sink("type: file, path: f")).isEqualTo(FileConfig.of("a", dir.resolve("f")));
    }

    @Test
    void aFileIsReadInFull() throws Exception {
        assertThat(sink("type: file, path: /f, maxBytes: 2KiB, maxAge: 2h, keep: 3, fsync: never"))
                .isEqualTo(new FileConfig(
                        "a", Path.of("/f"), 2048, Duration.ofHours(2), 3, AlertFormats.JSON, FileConfig.Fsync.NEVER));
    }

    @Test
    void aWebhookHasDefaults() throws Exception {
        assertThat(sink("type: webhook, url: 'https://soc.example.org/x'"))
                .isEqualTo(new WebhookConfig(
                        "a",
                        HttpTarget.of(URI.create("https://soc.example.org/x")),
                        WebhookMode.STRUCTURED,
                        List.of()));
    }

    @Test
    void aWebhookIsReadInFull() throws Exception {
        String yaml = "type: webhook, url: 'http://soc.example.org/x', mode: batch, allowPlainHttp: true,"
                + " allowedHosts: [soc], allowedCidrs: [10.0.0.0/8], headers: {X-Key: '${env:TOKEN}'},"
                + " connectTimeout: 1s, totalTimeout: 2s, secrets: ['${env:TOKEN}']";
        assertThat(sink(yaml))
                .isEqualTo(new WebhookConfig(
                        "a",
                        new HttpTarget(
                                URI.create("http://soc.example.org/x"),
                                true,
                                List.of("soc"),
                                List.of("10.0.0.0/8"),
                                Map.of("X-Key", Secret.of(ConfigFiles.TOKEN)),
                                Duration.ofSeconds(1),
                                Duration.ofSeconds(2)),
                        WebhookMode.BATCH,
                        List.of(Secret.of(ConfigFiles.TOKEN))));
    }
}

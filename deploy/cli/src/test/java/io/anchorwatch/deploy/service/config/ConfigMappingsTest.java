// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.service.Role;
import io.anchorwatch.deploy.service.ServiceConfig;
import io.anchorwatch.deploy.service.ServiceConfig.KafkaConfig;
import io.anchorwatch.deploy.service.ServiceConfig.OperationsConfig;
import io.anchorwatch.deploy.service.ServiceConfig.TailConfig;
import io.anchorwatch.ingest.audit.webhook.ClusterCredentials;
import io.anchorwatch.ingest.audit.webhook.ReceiverLimits;
import io.anchorwatch.ingest.audit.webhook.TlsFiles;
import io.anchorwatch.ingest.audit.webhook.WebhookReceiverConfig;
import io.anchorwatch.ingest.object.ObjectSourceConfig;
import io.anchorwatch.ingest.object.config.ClusterConfig;
import io.anchorwatch.ingest.object.config.WatchTimes;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig.Sharing;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigMappingsTest {

    @TempDir
    private Path dir;

    private ConfigFiles files = new ConfigFiles(Path.of(""));

    @BeforeEach
    void files() {
        files = new ConfigFiles(dir);
    }

    @Test
    void theTopHasDefaults() throws Exception {
        ServiceConfig config = files.read(ConfigFiles.DETECT_ONLY);
        assertThat(config.data()).isEqualTo(dir.resolve("d"));
        assertThat(config.spoolBytes()).isEqualTo(1L << 30);
        assertThat(config.detect()).isEqualTo(ServiceConfig.DetectConfig.DEFAULT);
        assertThat(config.webhook()).isEmpty();
        assertThat(config.watch()).isEmpty();
        assertThat(config.tails()).isEmpty();
        assertThat(config.sinks()).isEmpty();
        assertThat(config.operations()).isEqualTo(new OperationsConfig("127.0.0.1", 9881));
    }

    @Test
    void theTopIsReadInFull() throws Exception {
        ServiceConfig config = files.read("""
                roles: [ingest, detect]
                data: /var/lib/anchorwatch
                spool: {maxBytes: 64MiB}
                tail: [{cluster: c, source: s, file: /var/log/audit.log}]
                detect: {rules: [rules, /etc/rules], pipelines: [p.yaml], compat: [falco], threads: 3, lateness: 30s, emission: settled}
                operations: {host: 10.0.0.1, port: 0}
                """);
        assertThat(config.roles()).containsExactlyInAnyOrder(Role.INGEST, Role.DETECT);
        assertThat(config.data()).isEqualTo(Path.of("/var/lib/anchorwatch"));
        assertThat(config.spoolBytes()).isEqualTo(64L << 20);
        assertThat(config.tails()).containsExactly(new TailConfig("c", "s", Path.of("/var/log/audit.log")));
        assertThat(config.detect())
                .isEqualTo(new ServiceConfig.DetectConfig(
                        List.of(dir.resolve("rules"), Path.of("/etc/rules")),
                        List.of(dir.resolve("p.yaml")),
                        List.of("falco"),
                        3,
                        Duration.ofSeconds(30),
                        false,
                        true,
                        Sharing.NONE));
        assertThat(config.operations()).isEqualTo(new OperationsConfig("10.0.0.1", 0));
    }

    @Test
    void detectionIsSharedByNameAndCopies() throws Exception {
        String shared =
                ConfigFiles.DETECT_ONLY + "kafka: {bootstrap: 'a:1'}\ndetect: {instance: detect-0, standbys: 1}\n";
        assertThat(files.read(shared).detect().sharing()).isEqualTo(new Sharing("detect-0", 1));
    }

    @Test
    void allRolesAreTheDefault() throws Exception {
        assertThat(files.read("data: d\nsinks: {a: {type: console}}\ntail: [{cluster: c, source: s, file: f}]\n")
                        .roles())
                .containsExactlyInAnyOrder(Role.values());
    }

    @Test
    void kafkaHasDefaults() throws Exception {
        assertThat(files.read(ConfigFiles.DETECT_ONLY).kafka())
                .isEqualTo(new KafkaConfig(Optional.empty(), 0, Map.of(), 4, (short) 1, Duration.ofDays(7)));
    }

    @Test
    void kafkaIsReadInFull() throws Exception {
        ServiceConfig config = files.read(ConfigFiles.DETECT_ONLY + """
                kafka:
                  bootstrap: a:9092, b:9092
                  properties: {security.protocol: SSL, ssl.key.password: "${env:TOKEN}"}
                  partitions: 12
                  retention: 36h
                """);
        assertThat(config.kafka())
                .isEqualTo(new KafkaConfig(
                        Optional.of("a:9092, b:9092"),
                        0,
                        Map.of("security.protocol", "SSL", "ssl.key.password", ConfigFiles.TOKEN),
                        12,
                        (short) 3,
                        Duration.ofHours(36)));
    }

    @Test
    void theWebhookHasDefaults() throws Exception {
        assertThat(files.read(ConfigFiles.DETECT_ONLY
                                + "webhook: {allowPlainHttp: true, clusters: {c: {tokens: ['${env:TOKEN}']}}}\n")
                        .webhook())
                .contains(new WebhookReceiverConfig(
                        "127.0.0.1",
                        9880,
                        Optional.empty(),
                        true,
                        Map.of("c", new ClusterCredentials(Set.of(), Set.of(ConfigFiles.TOKEN))),
                        ReceiverLimits.DEFAULT));
    }

    @Test
    void theWebhookIsReadInFull() throws Exception {
        for (String name : List.of("crt", "key", "ca")) {
            Files.writeString(dir.resolve(name), "pem");
        }
        Files.writeString(dir.resolve("token"), ConfigFiles.TOKEN + "\n");
        ServiceConfig config = files.read(ConfigFiles.DETECT_ONLY + """
                webhook:
                  host: 0.0.0.0
                  port: 8443
                  tls: {certificate: crt, key: key, clientCa: ca}
                  clusters: {c: {certificateNames: [apiserver], tokens: ["${file:token}"]}}
                  limits: {maxBodyBytes: 1MiB, maxInflatedBytes: 2MiB, maxInflation: 5, maxItems: 6, maxRequests: 7,
                    maxBytesInFlight: 8MiB, readTimeout: 9s}
                """);
        assertThat(config.webhook())
                .contains(new WebhookReceiverConfig(
                        "0.0.0.0",
                        8443,
                        Optional.of(
                                new TlsFiles(dir.resolve("crt"), dir.resolve("key"), Optional.of(dir.resolve("ca")))),
                        false,
                        Map.of("c", new ClusterCredentials(Set.of("apiserver"), Set.of(ConfigFiles.TOKEN))),
                        new ReceiverLimits(1 << 20, 2 << 20, 5, 6, 7, 8 << 20, Duration.ofSeconds(9))));
    }

    @Test
    void theWatchIsReadInFull() throws Exception {
        Files.writeString(dir.resolve("k"), "");
        ServiceConfig config = files.read(ConfigFiles.DETECT_ONLY + """
                watch:
                  clusters: {prod: {kubeconfig: k, context: admin@prod}, home: {inCluster: true}}
                  resources: [gateways.example.com]
                  exclude: [endpoints, gateways.example.com]
                  relist: 2h
                """);
        assertThat(config.watch())
                .contains(new ObjectSourceConfig(
                        List.of(
                                ClusterConfig.kubeconfig("prod", dir.resolve("k"), "admin@prod"),
                                ClusterConfig.inCluster("home")),
                        List.of("gateways.example.com"),
                        List.of("endpoints", "gateways.example.com"),
                        dir.resolve("d/watch"),
                        WatchTimes.DEFAULT.relisting(Duration.ofHours(2))));
        assertThat(config.watch().orElseThrow().wanted())
                .contains("pods")
                .doesNotContain("endpoints", "gateways.example.com");
    }

    @Test
    void theCommandLineWins() throws Exception {
        Path file = Files.writeString(dir.resolve("f.yaml"), "roles: [ingest]\ndata: d\n");
        ServiceConfig config = new ConfigReader(Map.of(), false)
                .read(file, new ConfigReader.Overrides(Set.of(Role.DETECT), Optional.of(Path.of("other"))));
        assertThat(config.roles()).containsExactly(Role.DETECT);
        assertThat(config.data()).isEqualTo(Path.of("other"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig.Sharing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules that change under a running service: good ones come into force, bad ones do not. */
final class RuleReloadTest {

    private static final String TEST = """
            - name: matches
              match: true
              event: {verb: delete}
            """;

    @TempDir
    private Path folder = Path.of("");

    private final Queue<RuleSet> inForce = new ConcurrentLinkedQueue<>();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @BeforeEach
    void rules() throws IOException {
        Files.createDirectories(folder.resolve("r"));
        write("delete", TEST);
    }

    private void write(String verb, String tests) throws IOException {
        Files.writeString(folder.resolve("r/rule.yaml"), """
                title: R
                name: r
                level: low
                logsource: {product: kubernetes}
                detection: {s: {verb: %s}, condition: s}
                """.formatted(verb));
        Files.writeString(folder.resolve("r/tests.yaml"), tests);
    }

    private RuleReload start() {
        RuleSet rules = RuleOptions.of(List.of(folder)).read(RuleOptions.Mapping.K8S_AUDIT);
        ServiceConfig.DetectConfig config = new ServiceConfig.DetectConfig(
                List.of(folder), List.of(), List.of(), 1, Duration.ofSeconds(10), true, true, Sharing.NONE);
        return RuleReload.start(config, rules, inForce::add, registry);
    }

    private void awaitReload(String outcome) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> registry.find("anchorwatch.rules.reloads")
                                .tag("outcome", outcome)
                                .counter()
                        != null);
    }

    @Test
    void aGoodSetComesIntoForce() throws IOException {
        try (RuleReload reload = start()) {
            assertThat(reload).isNotNull();
            write("[delete, deletecollection]", TEST);
            awaitReload("loaded");

            assertThat(inForce).hasSize(1);
            assertThat(registry.get("anchorwatch.rules.current").gauge().value())
                    .isEqualTo(1);
        }
    }

    @Test
    void aSetThatDoesNotReadLeavesTheOldInForce() throws IOException {
        try (RuleReload reload = start()) {
            assertThat(reload).isNotNull();
            write("[delete", TEST);
            awaitReload("refused");

            assertThat(inForce).isEmpty();
            assertThat(registry.get("anchorwatch.rules.current").gauge().value())
                    .isZero();
        }
    }

    @Test
    void aSetThatFailsItsOwnTestsLeavesTheOldInForce() throws IOException {
        try (RuleReload reload = start()) {
            assertThat(reload).isNotNull();
            write("create", TEST);
            awaitReload("refused");

            assertThat(inForce).isEmpty();
            write("delete", TEST);
            awaitReload("loaded");
            assertThat(registry.get("anchorwatch.rules.current").gauge().value())
                    .isEqualTo(1);
        }
    }
}

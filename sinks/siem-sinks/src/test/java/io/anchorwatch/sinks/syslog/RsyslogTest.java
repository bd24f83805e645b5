// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import static io.anchorwatch.sinks.TestAlerts.alerts;
import static io.anchorwatch.sinks.TestAlerts.hostile;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.http.HttpTls;
import io.anchorwatch.sinks.servers.real.RsyslogServer;
import io.anchorwatch.sinks.servers.stub.StubTls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real rsyslog. */
class RsyslogTest {

    private static final int EIGHT_KIB = 8192;

    @TempDir
    private Path folder;

    @Test
    void rsyslog_understands_each_message_as_one() {
        Optional<RsyslogServer> found = RsyslogServer.find(null);
        assumeTrue(found.isPresent(), "rsyslog is not installed");
        try (RsyslogServer server = found.get();
                SyslogSink closing = sink(server, SyslogTransport.TCP, Optional.empty(), HttpTls.PLATFORM);
                SyslogSink keeping =
                        sink(server, SyslogTransport.TCP, Optional.of(Duration.ofMillis(20)), HttpTls.PLATFORM)) {
            assertThat(closing.probe()).isEmpty();
            assertThat(closing.deliver(alerts("a", 20, 20))).containsOnly(DeliveryResult.delivered());
            assertThat(keeping.deliver(List.of(hostile("h")))).containsOnly(DeliveryResult.delivered());
            await().until(() -> server.messages().size(), size -> size >= 21);
            List<JsonNode> messages = server.messages();
            assertThat(messages).hasSize(21);
            assertThat(messages).allSatisfy(message -> {
                assertThat(message.get("app").asText()).isEqualTo("anchorwatch");
                assertThat(message.get("msgid").asText()).isEqualTo("pod-exec");
                assertThat(message.get("host").asText()).isEqualTo("prod");
                assertThat(message.get("msg").asText()).contains("CEF:0|Anchorwatch|");
            });
            assertThat(messages.get(20).get("sd").asText()).isEqualTo("[anchorwatch@32473 alertId=\"h\"]");
            assertThat(messages.get(20).get("pri").asText()).isEqualTo("130");
        }
    }

    @Test
    void tls_is_verified_and_works() throws IOException {
        StubTls tls = StubTls.create();
        Optional<RsyslogServer> found = RsyslogServer.find(tls);
        assumeTrue(found.isPresent(), "rsyslog is not installed");
        Path authority = Files.writeString(folder.resolve("ca.pem"), tls.authorityPem());
        Path stranger =
                Files.writeString(folder.resolve("other.pem"), StubTls.create().authorityPem());
        try (RsyslogServer server = found.get();
                SyslogSink trusting = sink(server, SyslogTransport.TLS, Optional.empty(), trust(authority));
                SyslogSink doubting = sink(server, SyslogTransport.TLS, Optional.empty(), trust(stranger))) {
            assertThat(doubting.deliver(alerts("b", 1, 1)))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Retry.class, retry -> assertThat(retry.reason()).contains("check tls"));
            assertThat(trusting.deliver(alerts("a", 20, 20))).containsOnly(DeliveryResult.delivered());
            assertThat(trusting.deliver(alerts("b", 20, 20))).containsOnly(DeliveryResult.delivered());
            await().until(() -> server.messages().size(), size -> size == 40);
        }
    }

    private static HttpTls trust(Path authority) {
        return new HttpTls(Optional.of(authority), Optional.empty(), Optional.empty());
    }

    private static SyslogSink sink(
            RsyslogServer server, SyslogTransport transport, Optional<Duration> keepOpen, HttpTls tls) {
        return new SyslogSink(
                SyslogUnderTest.config(server.port(), transport, keepOpen, AlertFormats.CEF, EIGHT_KIB, tls));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.servers.stub.StubTls;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RsyslogServerTest {

    private static final String MESSAGE =
            "<132>1 2026-01-02T03:04:05.006Z host anchorwatch - alert [aw@32473 id=\"a\\]\"] first\nsecond";

    @Test
    void counts_octets_and_keeps_a_line_end_inside_a_message() throws Exception {
        roundTrip(null);
    }

    @Test
    void does_so_over_tls() throws Exception {
        roundTrip(StubTls.create());
    }

    private static void roundTrip(@Nullable StubTls tls) throws Exception {
        Optional<RsyslogServer> found = RsyslogServer.find(tls);
        assumeTrue(found.isPresent(), "rsyslogd is not installed");
        try (RsyslogServer server = found.orElseThrow();
                Socket socket = connect(server.port(), tls)) {
            byte[] bytes = MESSAGE.getBytes(UTF_8);
            socket.getOutputStream().write((bytes.length + " ").getBytes(UTF_8));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            await().until(() -> server.messages().size() == 1);
            JsonNode message = server.messages().get(0);
            assertThat(message.path("pri").asText()).isEqualTo("132");
            assertThat(message.path("app").asText()).isEqualTo("anchorwatch");
            assertThat(message.path("sd").asText()).isEqualTo("[aw@32473 id=\"a\\]\"]");
            assertThat(message.path("msg").asText()).isEqualTo("first#012second");
        }
    }

    private static Socket connect(int port, @Nullable StubTls tls) throws Exception {
        return tls == null
                ? new Socket(InetAddress.getLoopbackAddress(), port)
                : tls.clientContext().getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.real;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.Socket;
import org.junit.jupiter.api.Test;

final class SmtpServerTest {

    @Test
    void takes_a_mail() throws Exception {
        try (SmtpServer server = SmtpServer.start("user", "pass");
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            String dialogue =
                    "HELO me\r\nMAIL FROM:<a@b.org>\r\nRCPT TO:<user>\r\nDATA\r\nSubject: s\r\n\r\nhi\r\n.\r\nQUIT\r\n";
            socket.getOutputStream().write(dialogue.getBytes(UTF_8));
            await().until(() -> server.mails().size() == 1);
            assertThat(server.mails().get(0)).contains("Subject: s", "hi");
        }
    }
}

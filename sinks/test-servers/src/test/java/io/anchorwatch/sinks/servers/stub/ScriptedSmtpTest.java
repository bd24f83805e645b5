// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ScriptedSmtpTest {

    private static final String PLAIN = Base64.getEncoder().encodeToString("\0user\0pass".getBytes(UTF_8));

    @Test
    void takes_a_mail_and_undoes_doubled_dots() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.start(new ScriptedSmtp.Setup(null, null));
                Client client = new Client(server.port())) {
            client.says("EHLO me", "250 8BITMIME");
            client.says("MAIL FROM:<a@b>", "250 ok");
            client.says("RCPT TO:<c@d>", "250 ok");
            client.says("DATA", "354 go on");
            client.says("Subject: s\r\n\r\n..dot\r\n.", "250 taken");
            ScriptedSmtp.Mail mail = server.mails().get(0);
            assertThat(mail.to()).isEqualTo(List.of("c@d"));
            assertThat(mail.text()).isEqualTo("Subject: s\r\n\r\n.dot\r\n");
            assertThat(server.violations()).isEmpty();
        }
    }

    @Test
    void takes_the_password_only_after_starttls() throws Exception {
        StubTls tls = StubTls.create();
        try (ScriptedSmtp server = ScriptedSmtp.start(new ScriptedSmtp.Setup(tls, "user:pass"));
                Client client = new Client(server.port())) {
            client.says("EHLO me", "250 8BITMIME");
            client.says("AUTH PLAIN " + PLAIN, "503 no AUTH here");
            client.says("MAIL FROM:<a@b>", "530 5.7.0 log in first");
            client.says("STARTTLS", "220 go ahead");
            client.encrypt(tls);
            client.says("EHLO me", "250 8BITMIME");
            client.says("AUTH PLAIN AHUAcA==", "535 5.7.8 not your password");
            client.says("AUTH PLAIN " + PLAIN, "235 welcome");
            client.says("MAIL FROM:<a@b>", "250 ok");
            assertThat(server.violations()).hasSize(2);
        }
    }

    @Test
    void answers_what_the_script_says() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.start(new ScriptedSmtp.Setup(null, null));
                Client client = new Client(server.port())) {
            server.at("RCPT", "451 4.7.1 later");
            server.at(ScriptedSmtp.MID_DATA, ScriptedSmtp.CLOSE);
            client.says("EHLO me", "250 8BITMIME");
            client.says("MAIL FROM:<a@b>", "250 ok");
            client.says("RCPT TO:<c@d>", "451 4.7.1 later");
            client.says("DATA", "503 no recipients");
            server.at("RCPT", "250 fine");
            server.behave();
            server.at(ScriptedSmtp.MID_DATA, ScriptedSmtp.CLOSE);
            client.says("RCPT TO:<c@d>", "250 ok");
            client.says("DATA", "354 go on");
            client.says("half", "");
            assertThat(server.mails()).isEmpty();
        }
    }

    @Test
    void notices_a_line_feed_that_stands_alone() throws Exception {
        try (ScriptedSmtp server = ScriptedSmtp.start(new ScriptedSmtp.Setup(null, null));
                Client client = new Client(server.port())) {
            client.says("NOOP\nQUIT", "500 unknown command");
            assertThat(server.violations()).contains("a line feed without a carriage return");
        }
    }

    private static final class Client implements AutoCloseable {

        private Socket socket;
        private BufferedReader in;

        Client(int port) throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
            assertThat(in.readLine()).startsWith("220 ");
        }

        void encrypt(StubTls tls) throws IOException {
            socket = tls.clientContext().getSocketFactory().createSocket(socket, "127.0.0.1", socket.getPort(), true);
            in = new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1));
        }

        /** Expects that last line of the answer; empty for the end of the connection. */
        void says(String line, String answer) throws IOException {
            socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
            String said = in.readLine();
            while (said != null && said.startsWith("250-")) {
                said = in.readLine();
            }
            assertThat(said == null ? "" : said).isEqualTo(answer);
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

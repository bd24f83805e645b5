// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.real;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anchorwatch.sinks.servers.stub.StubTls;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * rsyslog of the Debian packages {@code rsyslog} and, for TLS, {@code rsyslog-gnutls}: takes RFC 5424 over TCP with octet
 * counting (RFC 6587, 3.4.1; RFC 5425) and writes down what it understood.
 *
 * @see <a href="https://www.rsyslog.com/doc/configuration/modules/imtcp.html">imtcp</a>
 */
public final class RsyslogServer implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final ServerProcess process;
    private final int port;

    private RsyslogServer(ServerProcess process, int port) {
        this.process = process;
        this.port = port;
    }

    /**
     * A server that listens, with TLS unless {@code tls} is null; none when the program is not installed.
     *
     * @throws ServerStartException when it does not come up
     */
    public static Optional<RsyslogServer> find(@Nullable StubTls tls) {
        return Program.find("rsyslogd", "rsyslog and rsyslog-gnutls").map(program -> start(program, tls));
    }

    private static RsyslogServer start(Path program, @Nullable StubTls tls) {
        Path folder = TempFolder.create("rsyslog");
        int port = FreePort.find();
        try {
            Files.writeString(folder.resolve("rsyslog.conf"), config(folder, port, tls));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ServerProcess process = ServerProcess.start(
                "rsyslog",
                folder,
                List.of(
                        program.toString(),
                        "-n",
                        "-f",
                        "rsyslog.conf",
                        "-i",
                        folder.resolve("pid").toString()));
        boolean up = process.await(() -> {
            boolean listens = listens(port);
            return (listens || process.log().contains("Could not create tcp listener")) ? listens : null;
        });
        if (!up) {
            throw process.failed("does not listen");
        }
        return new RsyslogServer(process, port);
    }

    private static String config(Path folder, int port, @Nullable StubTls tls) throws IOException {
        String driver = "";
        String module = "";
        if (tls != null) {
            Files.writeString(folder.resolve("ca.pem"), tls.authorityPem());
            Files.writeString(folder.resolve("server.pem"), tls.certificatePem());
            Files.writeString(folder.resolve("server.key"), tls.keyPem());
            driver = """
                    global(DefaultNetstreamDriver="gtls" DefaultNetstreamDriverCAFile="%1$s/ca.pem"
                      DefaultNetstreamDriverCertFile="%1$s/server.pem" DefaultNetstreamDriverKeyFile="%1$s/server.key")
                    """.formatted(folder);
            module = " StreamDriver.Name=\"gtls\" StreamDriver.Mode=\"1\" StreamDriver.AuthMode=\"anon\"";
        }
        return """
                global(workDirectory="%1$s" maxMessageSize="64k")
                %2$smodule(load="imtcp"%3$s)
                template(name="understood" type="list" option.jsonf="on") {
                  property(outname="pri" name="pri" format="jsonf")
                  property(outname="time" name="timereported" dateFormat="rfc3339" format="jsonf")
                  property(outname="host" name="hostname" format="jsonf")
                  property(outname="app" name="app-name" format="jsonf")
                  property(outname="procid" name="procid" format="jsonf")
                  property(outname="msgid" name="msgid" format="jsonf")
                  property(outname="sd" name="structured-data" format="jsonf")
                  property(outname="msg" name="msg" format="jsonf")
                  property(outname="raw" name="rawmsg" format="jsonf")
                }
                ruleset(name="write") {
                  action(type="omfile" file="%1$s/messages.ndjson" template="understood" asyncWriting="off")
                }
                action(type="omfile" file="%1$s/server.log")
                input(type="imtcp" address="127.0.0.1" port="%4$d" ruleset="write" supportOctetCountedFraming="on")
                """.formatted(folder, driver, module, port);
    }

    private static boolean listens(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The port of the loopback interface. */
    public int port() {
        return port;
    }

    /**
     * What it understood so far, in order: {@code pri, time, host, app, procid, msgid, sd} (the structured data as sent),
     * {@code msg} and {@code raw}.
     */
    public List<JsonNode> messages() {
        Path file = process.folder().resolve("messages.ndjson");
        try {
            String text = Files.exists(file) ? new String(Files.readAllBytes(file), UTF_8) : "";
            List<JsonNode> messages = new ArrayList<>();
            // A line that is still being written has no end yet.
            for (String line :
                    text.substring(0, text.lastIndexOf('\n') + 1).lines().toList()) {
                messages.add(JSON.readTree(line));
            }
            return messages;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}

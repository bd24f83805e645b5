// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import io.anchorwatch.sinks.servers.real.RsyslogServer;
import io.anchorwatch.sinks.servers.stub.SyslogReceiver;
import io.anchorwatch.sinks.servers.stub.TcpFront;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real rsyslog over TCP. */
final class SyslogTarget implements SinkTarget {

    private static final Pattern ID = Pattern.compile(" alertId=\"([^\"]*)\"");

    private final RsyslogServer server =
            RsyslogServer.find(null).orElseThrow(() -> new IllegalStateException("install rsyslog for this trial"));
    private final TcpFront front;

    SyslogTarget() throws IOException {
        front = new TcpFront(server.port());
    }

    /** A strict receiver of RELP, which says what it has. */
    static SinkTarget relp() throws IOException {
        return new Relp(new SyslogReceiver(true));
    }

    @Override
    public List<String> settings() {
        return settings("tcp", front.port());
    }

    private static List<String> settings(String transport, int port) {
        return List.of(
                "type: syslog",
                "host: 127.0.0.1",
                "port: " + port,
                "transport: " + transport,
                "allowPlain: true",
                "allowedCidrs: [127.0.0.0/8]",
                "format: cef");
    }

    @Override
    public List<String> ids() {
        return server.messages().stream()
                .map(message -> ID.matcher(message.path("sd").asText()))
                .filter(Matcher::find)
                .map(id -> id.group(1))
                .toList();
    }

    @Override
    public void close() throws IOException {
        front.close();
        server.close();
    }

    private record Relp(SyslogReceiver receiver) implements SinkTarget {

        @Override
        public List<String> settings() {
            return SyslogTarget.settings("relp", receiver.port());
        }

        @Override
        public List<String> ids() {
            return receiver.ids();
        }

        @Override
        public void slow(Duration by) {
            // For each message, and there are many in a batch.
            receiver.delay(by.toMillis() / 100);
        }

        @Override
        public void close() throws IOException {
            receiver.close();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.format.AlertFormat;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.http.HttpTls;
import io.anchorwatch.sinks.servers.stub.SyslogReceiver;
import io.anchorwatch.sinks.siem.Oversize;
import io.anchorwatch.sinks.siem.Unmet;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The sink with a strict receiver. */
final class SyslogUnderTest implements SinkUnderTest {

    private final SyslogReceiver receiver;
    private final SyslogSink sink;

    SyslogUnderTest(SyslogTransport transport, Optional<Duration> keepOpen) throws IOException {
        receiver = new SyslogReceiver(transport.acknowledged());
        sink = new SyslogSink(config(receiver.port(), transport, keepOpen, AlertFormats.CEF, 8192, HttpTls.PLATFORM));
    }

    static SyslogConfig config(
            int port,
            SyslogTransport transport,
            Optional<Duration> keepOpen,
            AlertFormat format,
            int mostBytes,
            HttpTls tls) {
        return new SyslogConfig(
                "syslog",
                "127.0.0.1",
                port,
                transport,
                true,
                keepOpen,
                format,
                16,
                mostBytes,
                List.of(),
                List.of("127.0.0.0/8"),
                tls,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2));
    }

    SyslogReceiver receiver() {
        return receiver;
    }

    SyslogSink syslog() {
        return sink;
    }

    @Override
    public AlertSink sink() {
        return sink;
    }

    @Override
    public List<String> ids() {
        return receiver.ids();
    }

    @Override
    public void failing(boolean on) {
        receiver.failing(on);
    }

    @Override
    public boolean canHang() {
        return true;
    }

    @Override
    public void answerAfter(long millis) {
        receiver.delay(millis);
    }

    @Override
    public boolean canBreak() {
        return true;
    }

    @Override
    public void resetMidBody(int times) {
        receiver.resetMidMessage(times);
    }

    @Override
    public void closeMidAnswer(int times) {
        receiver.resetMidAnswer(times);
    }

    @Override
    public Optional<Alert> oversize() {
        return Optional.of(Oversize.alertOf("oversize"));
    }

    @Override
    public void close() throws IOException {
        sink.close();
        Unmet.check(receiver.unmet());
        receiver.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import static io.anchorwatch.sinks.TestAlerts.ids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.format.AlertFormat;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.http.HttpTls;
import io.anchorwatch.sinks.servers.stub.SyslogReceiver;
import io.anchorwatch.sinks.siem.Hostile;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever is written into an alert stays one message with its own header, by a parser that takes no other. */
class HostileSyslogTest {

    private static final List<AlertFormat> FORMATS =
            List.of(AlertFormats.CEF, AlertFormats.LEEF, AlertFormats.JSON, AlertFormats.ECS);

    @ParameterizedTest
    @EnumSource(names = {"TCP", "RELP"})
    void hostile_texts_arrive_one_message_an_alert_in_each_format(SyslogTransport transport) throws IOException {
        List<Alert> corpus = Hostile.everywhere();
        for (AlertFormat format : FORMATS) {
            try (SyslogReceiver receiver = new SyslogReceiver(transport.acknowledged());
                    SyslogSink sink = new SyslogSink(SyslogUnderTest.config(
                            receiver.port(), transport, Optional.empty(), format, 262_144, HttpTls.PLATFORM))) {
                assertThat(sink.deliver(corpus)).containsOnly(DeliveryResult.delivered());
                assertThat(receiver.violations()).isEmpty();
                assertThat(receiver.ids()).isEqualTo(ids(corpus));
                assertThat(receiver.payloads()).allSatisfy(payload -> check(format, payload));
            }
        }
    }

    private static void check(AlertFormat format, String payload) {
        assertThat(payload).doesNotContainPattern("[\\r\\n]");
        if (format == AlertFormats.CEF) {
            assertThat(payload).startsWith("CEF:0|Anchorwatch|");
        } else if (format == AlertFormats.LEEF) {
            assertThat(payload).startsWith("LEEF:2.0|Anchorwatch|");
        } else {
            JsonNode document = Json.read(payload.getBytes(UTF_8));
            assertThat(document.isObject()).isTrue();
            String severity = format == AlertFormats.JSON
                    ? document.path("severity").asText()
                    : document.at("/anchorwatch/severity").asText("high");
            assertThat(severity).isEqualTo("high");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static io.anchorwatch.sinks.TestAlerts.hostile;
import static io.anchorwatch.sinks.TestAlerts.ids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Delivered;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Positioned;
import io.anchorwatch.sinks.TestAlerts;
import io.anchorwatch.sinks.format.AlertFormat;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.format.Altered;
import io.anchorwatch.sinks.http.HttpTls;
import io.anchorwatch.sinks.servers.stub.SyslogReceiver;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.Change;
import io.anchorwatch.streamjobs.alert.Severity;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyslogSinkTest {

    private static final Optional<Duration> KEPT = Optional.of(Duration.ofMillis(500));

    @ParameterizedTest
    @EnumSource(names = {"TCP", "RELP"})
    void what_an_alert_holds_stays_in_its_place(SyslogTransport transport) throws IOException {
        try (SyslogUnderTest tested = new SyslogUnderTest(transport, Optional.empty())) {
            Alert forged = alert("x\"] <13>1 - - - - - [y", "f");
            assertThat(tested.sink().deliver(List.of(hostile("a"), forged, hostile("b"))))
                    .containsOnly(DeliveryResult.delivered());
            assertThat(tested.receiver().violations()).isEmpty();
            assertThat(tested.ids()).containsExactly("a", "x\\\"\\] <13>1 - - - - - [y", "b");
            assertThat(tested.receiver().payloads())
                    .allSatisfy(payload -> assertThat(payload)
                            .startsWith("CEF:0|Anchorwatch|")
                            .doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u202e]"));
        }
    }

    @Test
    void a_repeat_says_that_it_may_be_one() throws IOException {
        try (SyslogUnderTest tested = new SyslogUnderTest(SyslogTransport.TCP, Optional.empty())) {
            tested.syslog()
                    .deliverPositioned(List.of(
                            new Positioned(alert("a"), "alerts", 0, 7, false),
                            new Positioned(alert("b"), "alerts", 0, 8, true)));
            assertThat(tested.receiver().parameters())
                    .containsExactly(" alertId=\"a\"", " alertId=\"b\" redelivery=\"1\"");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TCP", "RELP"})
    void what_a_receiver_had_not_read_when_it_died_comes_again(SyslogTransport transport) throws IOException {
        try (SyslogUnderTest tested = new SyslogUnderTest(transport, Optional.empty())) {
            tested.receiver().diesWithoutReading();
            assertThat(tested.sink().deliver(alerts("a", 3, 3))).allMatch(Retry.class::isInstance);
        }
    }

    @Test
    void a_kept_connection_shows_a_death_within_the_time_it_is_watched() throws IOException {
        try (SyslogUnderTest tested = new SyslogUnderTest(SyslogTransport.TCP, KEPT)) {
            tested.receiver().diesWithoutReading();
            assertThat(tested.sink().deliver(alerts("a", 3, 3))).allMatch(Retry.class::isInstance);
        }
    }

    @Test
    void a_kept_connection_that_ended_in_between_is_replaced_before_anything_is_written_to_it() throws IOException {
        try (SyslogUnderTest tested = new SyslogUnderTest(SyslogTransport.TCP, Optional.of(Duration.ofMillis(20)))) {
            assertThat(tested.sink().deliver(List.of(alert("a")))).containsOnly(DeliveryResult.delivered());
            tested.failing(true);
            tested.failing(false);
            assertThat(tested.sink().deliver(List.of(alert("b")))).containsOnly(DeliveryResult.delivered());
            assertThat(tested.ids()).containsExactly("a", "b");
        }
    }

    @Test
    void relp_keeps_what_was_acknowledged_before_the_session_broke() throws IOException {
        try (SyslogUnderTest tested = new SyslogUnderTest(SyslogTransport.RELP, Optional.empty())) {
            List<Alert> batch = alerts("a", 300, 300);
            tested.receiver().diesAfter(200);
            List<DeliveryResult> results = tested.sink().deliver(batch);
            long known = results.stream().filter(Delivered.class::isInstance).count();
            assertThat(known).isBetween(128L, 200L);
            assertThat(results.subList(0, (int) known)).allMatch(Delivered.class::isInstance);
            assertThat(results.subList((int) known, 300)).allMatch(Retry.class::isInstance);
            assertThat(tested.sink().deliver(batch.subList((int) known, 300))).allMatch(Delivered.class::isInstance);
            assertThat(tested.ids()).containsAll(ids(batch));
        }
    }

    @Test
    void a_message_that_is_too_large_loses_fields_and_still_parses() throws IOException {
        for (AlertFormat format : List.of(AlertFormats.JSON, AlertFormats.ECS)) {
            try (SyslogReceiver receiver = new SyslogReceiver(false);
                    SyslogSink sink = new SyslogSink(SyslogUnderTest.config(
                            receiver.port(), SyslogTransport.TCP, Optional.empty(), format, 4096, HttpTls.PLATFORM))) {
                assertThat(sink.deliver(List.of(large("big"), alert("small"))))
                        .containsOnly(DeliveryResult.delivered());
                assertThat(receiver.ids()).containsExactly("big", "small");
                String payload = receiver.payloads().get(0);
                assertThat(receiver.parameters()).containsExactly(" alertId=\"big\" cut=\"1\"", " alertId=\"small\"");
                assertThat(payload.length()).isLessThan(4096);
                assertThat(Json.read(payload.getBytes(UTF_8)).isObject()).isTrue();
            }
        }
    }

    @Test
    void what_cannot_be_cut_to_size_is_rejected_alone() throws IOException {
        try (SyslogUnderTest tested = new SyslogUnderTest(SyslogTransport.TCP, Optional.empty());
                SyslogSink small = new SyslogSink(SyslogUnderTest.config(
                        tested.receiver().port(),
                        SyslogTransport.TCP,
                        Optional.empty(),
                        AlertFormats.JSON,
                        2048,
                        HttpTls.PLATFORM))) {
            Alert huge = TestAlerts.alert("huge", "r".repeat(3000), Severity.LOW);
            List<DeliveryResult> results = small.deliver(List.of(alert("a"), huge, alert("b")));
            assertThat(results.get(1)).isInstanceOf(Rejected.class);
            assertThat(tested.ids()).containsExactly("a", "b");
        }
    }

    @Test
    void the_probe_tells_whether_the_receiver_is_there_without_a_message() throws IOException {
        try (SyslogUnderTest tested = new SyslogUnderTest(SyslogTransport.RELP, Optional.empty())) {
            assertThat(tested.sink().probe()).isEmpty();
            tested.failing(true);
            assertThat(tested.sink().probe()).isPresent();
            assertThat(tested.ids()).isEmpty();
        }
    }

    @Test
    void a_private_address_is_refused_unless_it_is_allowed() {
        SyslogConfig config = new SyslogConfig(
                "syslog",
                "127.0.0.1",
                514,
                SyslogTransport.TCP,
                true,
                Optional.empty(),
                AlertFormats.CEF,
                16,
                8192,
                List.of(),
                List.of(),
                HttpTls.PLATFORM,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2));
        try (SyslogSink sink = new SyslogSink(config)) {
            assertThat(sink.deliver(List.of(alert("a"))))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Retry.class, retry -> assertThat(retry.reason()).contains("refuses to connect"));
        }
    }

    private static Alert large(String id) {
        return Altered.from(alert(id))
                .message("m".repeat(5000))
                .changes(Collections.nCopies(50, new Change("spec", "b".repeat(3000), "ä\"".repeat(3000))))
                .alert();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.splunk;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static io.anchorwatch.sinks.TestAlerts.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.format.AlertFormat;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.vendor.SplunkStub;
import io.anchorwatch.sinks.siem.Credential;
import io.anchorwatch.sinks.siem.FaultySink;
import io.anchorwatch.sinks.siem.Hostile;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.sinks.siem.Targets;
import io.anchorwatch.sinks.splunk.SplunkConfig.Acknowledgement;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Against a stand-in that is as strict as Splunk's documentation. */
class SplunkSinkTest {

    private static final Acknowledgement QUICK = new Acknowledgement(Duration.ofMillis(10), Duration.ofMillis(200));

    @Nested
    class Plain extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() {
            return new Hec(AlertFormats.JSON, false);
        }
    }

    @Nested
    class Acknowledged extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() {
            return new Hec(AlertFormats.ECS, true);
        }
    }

    @Test
    void what_is_not_acknowledged_is_not_delivered() throws IOException {
        try (Hec hec = new Hec(AlertFormats.JSON, true)) {
            hec.stub.withholdAcks(true);
            assertThat(hec.sink().deliver(alerts("a", 2, 2))).hasSize(2).allMatch(Retry.class::isInstance);
            hec.stub.withholdAcks(false);
            assertThat(hec.sink().deliver(alerts("a", 2, 2))).containsOnly(DeliveryResult.delivered());
        }
    }

    @Test
    void a_collector_that_is_slow_to_answer_is_not_asked_beyond_the_time() throws IOException {
        try (Hec hec = new Hec(AlertFormats.JSON, true)) {
            hec.stub.withholdAcks(true);
            hec.answerAfter(100);
            assertThat(hec.sink().deliver(alerts("a", 1, 1)).get(0)).isInstanceOf(Retry.class);
            assertThat(hec.stub.requests()).hasSizeBetween(2, 5);
        }
    }

    @Test
    void an_event_says_when_where_and_how_bad() throws IOException {
        try (Hec hec = new Hec(AlertFormats.JSON, false)) {
            hec.sink().deliver(List.of(alert("a")));
            JsonNode event = Json.read(hec.stub.requests().get(0).body());
            assertThat(event.get("time").decimalValue()).isEqualByComparingTo("1772357400.000");
            assertThat(event.get("host").asText()).isEqualTo("prod");
            assertThat(event.get("index").asText()).isEqualTo("k8s");
            assertThat(event.at("/event/id").asText()).isEqualTo("a");
            assertThat(event.at("/fields/severity").asText()).isEqualTo("high");
        }
    }

    @Test
    void hostile_texts_arrive_whole_in_each_format() throws IOException {
        for (AlertFormat format : List.of(AlertFormats.JSON, AlertFormats.ECS, AlertFormats.OCSF)) {
            try (Hec hec = new Hec(format, false)) {
                List<Alert> corpus = Hostile.everywhere();
                assertThat(hec.sink().deliver(corpus)).containsOnly(DeliveryResult.delivered());
                assertThat(hec.ids()).isEqualTo(ids(corpus));
                assertThat(hec.stub.violations()).isEmpty();
            }
        }
    }

    @Test
    void a_refused_token_makes_alerts_wait_and_the_next_token_counts_at_once() throws IOException {
        try (Hec hec = new Hec(AlertFormats.JSON, false)) {
            hec.token.show("old");
            assertThat(hec.sink().deliver(alerts("a", 1, 1)))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Retry.class,
                            retry ->
                                    assertThat(retry.reason()).contains("renew").doesNotContain("old"));
            hec.token.show("token");
            assertThat(hec.sink().deliver(alerts("a", 1, 1))).containsOnly(DeliveryResult.delivered());
        }
    }

    @Test
    void a_token_that_was_replaced_by_something_unusable_holds_alerts_and_is_not_told() throws IOException {
        try (Hec hec = new Hec(AlertFormats.JSON, false)) {
            for (String unusable : List.of("s3cret\nX-Evil: 1", "s3crät", "s3cret\u0000")) {
                hec.token.show(unusable);
                assertThat(hec.sink().deliver(alerts("a", 2, 2)))
                        .hasSize(2)
                        .allSatisfy(result -> assertThat(result)
                                .isInstanceOfSatisfying(
                                        Retry.class,
                                        retry -> assertThat(retry.reason())
                                                .contains("no header can carry")
                                                .doesNotContain("s3cr")));
                assertThat(hec.sink().probe()).isPresent();
            }
            assertThat(hec.stub.requests()).isEmpty();
        }
    }

    @Test
    void a_busy_collector_is_asked_no_earlier_than_it_wants() throws IOException {
        try (Hec hec = new Hec(AlertFormats.JSON, false)) {
            hec.faults().tooMany(1, Duration.ofSeconds(7));
            assertThat(hec.sink().deliver(alerts("a", 1, 1)))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Retry.class, retry -> assertThat(retry.after()).isEqualTo(Duration.ofSeconds(7)));
        }
    }

    @Test
    void acknowledgement_that_only_one_side_wants_is_told_with_what_to_do() throws IOException {
        try (Hec asked = new Hec(AlertFormats.JSON, false, true)) {
            assertThat(asked.sink().deliver(alerts("a", 1, 1)))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Retry.class, retry -> assertThat(retry.reason()).contains("acknowledge: false"));
        }
    }

    @Test
    void batches_are_cut_to_what_a_collector_takes() throws IOException {
        try (Hec hec = new Hec(AlertFormats.JSON, false)) {
            List<Alert> batch = alerts("a", 1500, 1500);
            assertThat(hec.sink().deliver(batch)).containsOnly(DeliveryResult.delivered());
            assertThat(hec.ids()).isEqualTo(ids(batch));
            assertThat(hec.stub.requests())
                    .hasSizeGreaterThan(1)
                    .allSatisfy(request -> assertThat(request.body().length).isLessThanOrEqualTo(800_000));
        }
    }

    private static final class Hec extends FaultySink {

        private final SplunkStub stub;
        private final Credential token;

        Hec(AlertFormat format, boolean acknowledging) {
            this(format, acknowledging, acknowledging);
        }

        Hec(AlertFormat format, boolean stubAcknowledges, boolean sinkAsks) {
            this(
                    SplunkStub.start(StubSetup.plain(), "token", stubAcknowledges),
                    format,
                    sinkAsks,
                    new Credential("token"));
        }

        private Hec(SplunkStub stub, AlertFormat format, boolean sinkAsks, Credential token) {
            super(
                    new SplunkSink(
                            new SplunkConfig(
                                    "splunk",
                                    Targets.loopback(stub.url()).with(new HttpAuth.Token("Splunk", token.secret())),
                                    format,
                                    Optional.of("k8s"),
                                    "anchorwatch",
                                    "anchorwatch:alert",
                                    sinkAsks ? Optional.of(QUICK) : Optional.empty()),
                            InstantSource.system()),
                    stub.faults(),
                    Optional.of(token));
            this.stub = stub;
            this.token = token;
        }

        @Override
        public List<String> ids() {
            return stub.ids();
        }

        @Override
        public void close() throws IOException {
            super.close();
            stub.close();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.otlp;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static io.anchorwatch.sinks.TestAlerts.ids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.TestAlerts;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.siem.EpochTime;
import io.anchorwatch.sinks.siem.Hostile;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.sinks.siem.Shrinking;
import io.anchorwatch.streamjobs.alert.Alert;
import io.opentelemetry.proto.logs.v1.LogRecord;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a stand-in that is as strict as the specification. */
class OtlpSinkTest {

    private final OtlpUnderTest tested = new OtlpUnderTest();

    @AfterEach
    void close() throws IOException {
        tested.close();
    }

    @Nested
    class Contract extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() {
            return new OtlpUnderTest();
        }
    }

    @Test
    void a_record_says_who_did_what_and_how_bad_it_is() {
        Alert alert = alert("a");
        tested.sink().deliver(List.of(alert));
        LogRecord log = tested.stub().records().get(0);
        assertThat(log.getTimeUnixNano()).isEqualTo(EpochTime.nanos(TestAlerts.TIME));
        assertThat(log.getSeverityNumberValue()).isEqualTo(17);
        assertThat(log.getEventName()).isEqualTo("anchorwatch.alert");
        assertThat(attributes(log))
                .containsEntry("alert.id", "a")
                .containsEntry("user.name", "alice")
                .containsEntry("k8s.namespace.name", "shop")
                .containsEntry("security_rule.uuid", "pod-exec");
        assertThat(log.getBody().getStringValue()).contains("alice").doesNotContain("\n");
    }

    @Test
    void refused_records_are_found_by_halves_and_their_neighbours_come_again_under_the_same_id() {
        tested.faults().rejectIdsStartingWith("bad");
        List<Alert> batch = new ArrayList<>(alerts("a", 7, 7));
        batch.add(5, alert("bad"));
        List<DeliveryResult> results = tested.sink().deliver(batch);
        assertThat(results.get(5)).isInstanceOf(Rejected.class);
        assertThat(results).filteredOn(DeliveryResult.delivered()::equals).hasSize(7);
        assertThat(tested.stub().ids().stream().distinct().sorted().toList()).isEqualTo(ids(alerts("a", 7, 7)));
        assertThat(tested.stub().requests()).hasSizeLessThanOrEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404, 429, 500, 502, 503, 504})
    void a_status_that_is_not_about_a_record_holds_alerts(int status) {
        tested.sink().deliver(List.of(alert("first")));
        tested.faults().failing(status);
        assertThat(tested.sink().deliver(alerts("a", 3, 3))).hasSize(3).allMatch(Retry.class::isInstance);
        assertThat(tested.stub().requests()).hasSize(2);
    }

    @Test
    void a_url_that_is_no_receiver_of_logs_rejects_nothing() {
        tested.faults().failing(415);
        assertThat(tested.sink().deliver(alerts("a", 3, 3)))
                .hasSize(3)
                .allSatisfy(result -> assertThat(result)
                        .isInstanceOfSatisfying(
                                Retry.class, retry -> assertThat(retry.reason()).contains("415", "receiver of OTLP")));
    }

    @Test
    void a_batch_is_cut_into_requests_that_proxies_let_pass() {
        List<Alert> batch = new ArrayList<>();
        for (Alert hostile : Hostile.everywhere()) {
            batch.add(hostile);
        }
        assertThat(tested.sink().deliver(batch)).containsOnly(DeliveryResult.delivered());
        assertThat(tested.stub().requests())
                .hasSizeGreaterThan(1)
                .allSatisfy(request -> assertThat(request.body().length).isLessThan(1_100_000));
    }

    @Test
    void hostile_texts_arrive_whole_and_change_no_other_field() {
        List<Alert> corpus = Hostile.everywhere();
        assertThat(tested.sink().deliver(corpus)).containsOnly(DeliveryResult.delivered());
        assertThat(tested.stub().violations()).isEmpty();
        assertThat(tested.ids()).isEqualTo(ids(corpus));
        for (int i = 0; i < corpus.size(); i++) {
            LogRecord log = tested.stub().records().get(i);
            Map<String, String> attributes = attributes(log);
            assertThat(log.getSeverityNumberValue()).isEqualTo(17);
            assertThat(attributes).containsEntry("alert.id", "h-" + i);
            assertThat(attributes.get("user.name")).doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u202e]");
            assertThat(forms(corpus.get(i)))
                    .contains(Json.read(
                            attributes.getOrDefault("anchorwatch.alert", "").getBytes(UTF_8)));
        }
    }

    /** The alert whole, or where that is more than a request may have, with its fields cut. */
    private static List<JsonNode> forms(Alert alert) {
        int steps = AlertFormats.JSON.encode(alert).length < 500_000 ? 0 : Shrinking.STEPS;
        return IntStream.rangeClosed(0, steps)
                .mapToObj(step -> Json.read(AlertFormats.JSON.encode(Shrinking.step(alert, step))))
                .toList();
    }

    private static Map<String, String> attributes(LogRecord log) {
        return log.getAttributesList().stream()
                .collect(Collectors.toMap(
                        attribute -> attribute.getKey(),
                        attribute -> attribute.getValue().getStringValue()));
    }
}

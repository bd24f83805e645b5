// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.sentinel;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static io.anchorwatch.sinks.TestAlerts.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.siem.Hostile;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a stand-in that is as strict as Azure's documentation. */
class SentinelSinkTest {

    private final SentinelUnderTest tested = new SentinelUnderTest();

    @AfterEach
    void close() throws IOException {
        tested.close();
    }

    @Nested
    class Contract extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() {
            return new SentinelUnderTest();
        }
    }

    @Test
    void one_token_serves_until_shortly_before_it_ends() {
        tested.sink().deliver(alerts("a", 2, 2));
        tested.clock().pass(Duration.ofMinutes(50));
        tested.sink().deliver(alerts("b", 2, 2));
        assertThat(tested.tokensAsked()).isEqualTo(1);
        tested.clock().pass(Duration.ofMinutes(6));
        assertThat(tested.sink().deliver(alerts("c", 2, 2))).containsOnly(DeliveryResult.delivered());
        assertThat(tested.tokensAsked()).isEqualTo(2);
        assertThat(tested.stub().violations()).isEmpty();
    }

    @Test
    void a_token_that_was_revoked_is_replaced_within_the_delivery() {
        tested.sink().deliver(List.of(alert("a")));
        tested.stub().revokeTokens();
        assertThat(tested.sink().deliver(List.of(alert("b")))).containsExactly(DeliveryResult.delivered());
        assertThat(tested.tokensAsked()).isEqualTo(2);
        assertThat(tested.ids()).containsExactly("a", "b");
    }

    @Test
    void a_wrong_secret_holds_alerts_and_is_not_told() {
        tested.secret().show("wr0ng");
        assertThat(reason(tested.sink().deliver(List.of(alert("a")))))
                .contains("no access token", "renew")
                .doesNotContain("wr0ng");
        assertThat(tested.sink().probe()).isPresent();
    }

    @Test
    void a_batch_is_cut_into_calls_of_less_than_a_megabyte_before_they_are_packed() {
        List<Alert> batch = new ArrayList<>();
        Collections.nCopies(3, Hostile.everywhere()).forEach(batch::addAll);
        assertThat(tested.sink().deliver(batch)).containsOnly(DeliveryResult.delivered());
        assertThat(tested.ids()).isEqualTo(ids(batch));
        assertThat(tested.stub().violations()).isEmpty();
        assertThat(tested.calls()).hasSizeGreaterThan(1).allSatisfy(call -> {
            assertThat(call.body().length).isLessThanOrEqualTo(1_000_000);
            assertThat(call.header("content-encoding")).contains("gzip");
        });
    }

    @Test
    void a_call_too_large_for_a_proxy_is_halved() {
        tested.sink().deliver(List.of(alert("first")));
        tested.faults().failing(413);
        assertThat(tested.sink().deliver(alerts("a", 4, 4))).hasSize(4).allMatch(Rejected.class::isInstance);
        assertThat(tested.calls()).hasSize(1 + 7);
    }

    @Test
    void a_stream_that_the_rule_does_not_have_rejects_nothing() throws IOException {
        try (SentinelUnderTest wrong = new SentinelUnderTest("Custom-Other_CL")) {
            assertThat(reason(wrong.sink().deliver(List.of(alert("a")))))
                    .contains("404", "correct url, rule and stream");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"InvalidStream", "InvalidDcrImmutableId", "InvalidApiVersion"})
    void a_refusal_of_the_setup_holds_a_single_alert_even_when_others_were_taken_before(String code) {
        tested.sink().deliver(List.of(alert("first")));
        tested.faults().failing(StubAnswer.json(400, "{\"error\":{\"code\":\"" + code + "\",\"message\":\"no\"}}"));
        assertThat(reason(tested.sink().deliver(List.of(alert("a"))))).contains("400", "correct url, rule and stream");
        assertThat(tested.sink().deliver(alerts("b", 3, 3))).hasSize(3).allMatch(Retry.class::isInstance);
    }

    @Test
    void a_refusal_that_nobody_knows_holds_alerts_until_something_was_taken() {
        tested.sink().probe();
        tested.faults().failing(StubAnswer.json(400, "{\"error\":{\"code\":\"Whatever\"}}"));
        assertThat(reason(tested.sink().deliver(List.of(alert("a"))))).contains("check url, rule and stream");
        tested.faults().failing(false);
        tested.rejectBad();
        List<DeliveryResult> results = tested.sink().deliver(List.of(alert("bad"), alert("a")));
        assertThat(results.get(0)).isInstanceOf(Rejected.class);
        assertThat(results.get(1)).isEqualTo(DeliveryResult.delivered());
    }

    @Test
    void a_missing_role_is_told_by_its_name() {
        tested.sink().probe();
        tested.faults().failing(403);
        assertThat(reason(tested.sink().deliver(List.of(alert("a"))))).contains("Monitoring Metrics Publisher");
    }

    @Test
    void hostile_texts_stay_in_their_columns() {
        List<Alert> corpus = Hostile.everywhere();
        assertThat(tested.sink().deliver(corpus)).containsOnly(DeliveryResult.delivered());
        assertThat(tested.stub().violations()).isEmpty();
        List<JsonNode> rows = tested.rows();
        assertThat(rows).hasSameSizeAs(corpus);
        for (int i = 0; i < rows.size(); i++) {
            JsonNode row = rows.get(i);
            Alert alert = corpus.get(i);
            assertThat(row.path("AlertId").asText()).isEqualTo("h-" + i);
            assertThat(row.path("AlertSeverity").asText()).isEqualTo("High");
            assertThat(row.path("Actor").asText())
                    .isEqualTo(PlainText.clean(alert.actor().name(), 4096));
            assertThat(row.path("RequestUri").asText())
                    .isEqualTo(PlainText.clean(alert.target().uri(), 4096));
            assertThat(row.size()).isEqualTo(rows.get(0).size());
        }
    }

    private static String reason(List<DeliveryResult> results) {
        assertThat(results).hasSize(1);
        return ((Retry) results.get(0)).reason();
    }
}

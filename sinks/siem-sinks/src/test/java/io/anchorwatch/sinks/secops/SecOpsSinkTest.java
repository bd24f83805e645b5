// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.secops;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static io.anchorwatch.sinks.TestAlerts.ids;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.siem.Hostile;
import io.anchorwatch.sinks.siem.Targets;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a stand-in that is as strict as Google's documentation. */
class SecOpsSinkTest {

    private final SecOpsUnderTest tested = new SecOpsUnderTest();

    @AfterEach
    void close() throws IOException {
        tested.close();
    }

    @Nested
    class Contract extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() {
            return new SecOpsUnderTest();
        }
    }

    @Test
    void an_event_says_who_did_what() {
        tested.sink().deliver(List.of(alert("a")));
        JsonNode event = tested.events().get(0);
        assertThat(event.at("/metadata/eventType").asText()).isEqualTo("USER_RESOURCE_CREATION");
        assertThat(event.at("/metadata/productLogId").asText()).isEqualTo("a");
        assertThat(event.at("/principal/user/userid").asText()).isEqualTo("alice");
        assertThat(event.at("/principal/ip/0").asText()).isEqualTo("10.0.0.7");
        assertThat(event.at("/target/resource/name").asText()).isEqualTo("web-0");
        assertThat(event.at("/securityResult/0/severity").asText()).isEqualTo("HIGH");
    }

    @Test
    void one_token_serves_until_shortly_before_it_ends_and_is_replaced_when_revoked() {
        tested.sink().deliver(alerts("a", 2, 2));
        tested.clock().pass(Duration.ofMinutes(50));
        tested.sink().deliver(alerts("b", 2, 2));
        assertThat(tested.tokensAsked()).isEqualTo(1);
        tested.clock().pass(Duration.ofMinutes(6));
        tested.sink().deliver(alerts("c", 2, 2));
        assertThat(tested.tokensAsked()).isEqualTo(2);
        assertThat(tested.stub().violations()).isEmpty();
        tested.stub().revokeTokens();
        assertThat(tested.sink().deliver(alerts("d", 2, 2))).containsOnly(DeliveryResult.delivered());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no json",
                "{\"client_email\":\"k3y@x\"}",
                "{\"client_email\":\"k3y@x\",\"private_key\":\"-----BEGIN PRIVATE KEY-----\\nk3yk3y\\n-----END-----\"}",
            })
    void what_is_no_key_file_holds_alerts_and_nothing_of_it_is_told(String file) {
        SecOpsConfig config = new SecOpsConfig(
                "secops",
                Targets.loopback(tested.stub().url()),
                "v1",
                "p",
                "l",
                "i",
                Secret.of(file),
                tested.stub().url());
        try (SecOpsSink sink = new SecOpsSink(config, tested.clock())) {
            assertThat(reason(sink.deliver(List.of(alert("a")))))
                    .contains("serviceAccount")
                    .doesNotContain("k3y")
                    .doesNotContain("\n");
        }
    }

    @Test
    void an_assertion_that_is_refused_holds_alerts() {
        tested.keyFile().show("somebody@else");
        assertThat(reason(tested.sink().deliver(List.of(alert("a")))))
                .contains("no access token", "renew")
                .doesNotContain("somebody");
        assertThat(tested.sink().probe()).isPresent();
    }

    @Test
    void an_import_stays_below_a_megabyte() {
        List<Alert> batch = new ArrayList<>();
        Collections.nCopies(3, Hostile.everywhere()).forEach(batch::addAll);
        Collections.nCopies(3, alerts("a", 300, 300)).forEach(batch::addAll);
        assertThat(tested.sink().deliver(batch)).containsOnly(DeliveryResult.delivered());
        assertThat(tested.ids()).isEqualTo(ids(batch));
        assertThat(tested.stub().violations()).isEmpty();
        assertThat(tested.imports())
                .hasSizeGreaterThan(1)
                .allSatisfy(request -> assertThat(request.body().length).isLessThanOrEqualTo(1_000_000));
    }

    @Test
    void one_event_that_is_refused_is_found_by_halves() {
        tested.rejectBad();
        List<Alert> batch = new ArrayList<>(alerts("a", 15, 15));
        batch.add(3, alert("bad"));
        List<DeliveryResult> results = tested.sink().deliver(batch);
        assertThat(results.get(3)).isInstanceOf(Rejected.class);
        assertThat(results).filteredOn(DeliveryResult.delivered()::equals).hasSize(15);
        assertThat(tested.ids()).isEqualTo(ids(alerts("a", 15, 15)));
        assertThat(tested.imports()).hasSize(9);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"message\":\"invalid customer ID\"",
                "\"message\":\"Request contains an invalid argument.\",\"details\":[{\"@type\":\"BadRequest\","
                        + "\"fieldViolations\":[{\"field\":\"parent\"}]}]",
            })
    void a_refusal_of_the_setup_holds_a_single_alert_even_when_others_were_taken_before(String error) {
        tested.sink().deliver(List.of(alert("first")));
        tested.faults().failing(StubAnswer.json(400, "{\"error\":{\"code\":400," + error + "}}"));
        assertThat(reason(tested.sink().deliver(List.of(alert("a")))))
                .contains("400", "correct project, location and instance");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"message\":\"event 0 is not valid: invalid customer id\"",
                "\"message\":\"Invalid value at 'inline_source.events[0].udm.principal.location'\"",
                "\"message\":\"no\",\"details\":[{\"fieldViolations\":[{\"field\":\"inline_source.events[0].parent\"}]}]",
            })
    void a_refusal_of_an_event_cannot_pass_for_one_of_the_setup(String error) {
        tested.sink().deliver(List.of(alert("first")));
        tested.faults().failing(StubAnswer.json(400, "{\"error\":{\"code\":400," + error + "}}"));
        assertThat(tested.sink().deliver(List.of(alert("a"))).get(0)).isInstanceOf(Rejected.class);
    }

    @Test
    void a_refusal_that_may_be_either_holds_alerts_until_something_was_taken() {
        tested.sink().probe();
        tested.faults()
                .failing(StubAnswer.json(400, "{\"error\":{\"message\":\"Request contains an invalid argument.\"}}"));
        assertThat(reason(tested.sink().deliver(List.of(alert("a"))))).contains("check url, project");
        tested.faults().failing(false);
        assertThat(tested.sink().deliver(List.of(alert("a")))).containsExactly(DeliveryResult.delivered());
    }

    @Test
    void hostile_texts_stay_in_their_fields() {
        List<Alert> corpus = Hostile.everywhere();
        assertThat(tested.sink().deliver(corpus)).containsOnly(DeliveryResult.delivered());
        assertThat(tested.stub().violations()).isEmpty();
        List<JsonNode> events = tested.events();
        assertThat(events).hasSameSizeAs(corpus);
        for (int i = 0; i < events.size(); i++) {
            JsonNode event = events.get(i);
            assertThat(event.at("/metadata/productLogId").asText()).isEqualTo("h-" + i);
            assertThat(event.at("/securityResult/0/severity").asText()).isEqualTo("HIGH");
            assertThat(event.at("/securityResult/0/alertState").asText()).isEqualTo("ALERTING");
            assertThat(event.at("/principal/user/userid").asText())
                    .isNotEmpty()
                    .doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u202e]");
            assertThat(event.properties().stream().map(Map.Entry::getKey))
                    .isSubsetOf(Set.of("metadata", "principal", "target", "observer", "securityResult"));
        }
    }

    private static String reason(List<DeliveryResult> results) {
        assertThat(results).hasSize(1);
        return ((Retry) results.get(0)).reason();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.securityhub;

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
import io.anchorwatch.sinks.format.Altered;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.siem.Hostile;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.sinks.siem.Oversize;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against a stand-in that is as strict as the documentation of AWS. */
class SecurityHubSinkTest {

    private final SecurityHubUnderTest tested = new SecurityHubUnderTest();

    @AfterEach
    void close() throws IOException {
        tested.close();
    }

    @Nested
    class Contract extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() {
            return new SecurityHubUnderTest();
        }
    }

    @Test
    void each_telling_updates_the_finding_and_a_repeat_changes_nothing() {
        Alert first = alert("a", "finding");
        Alert later = told(first, 3);
        tested.sink().deliver(List.of(first, later));
        tested.sink().deliver(List.of(first));
        Map<String, JsonNode> findings = tested.stub().findings();
        assertThat(findings.keySet()).containsExactly("finding");
        JsonNode finding = findings.values().iterator().next();
        assertThat(finding.at("/ProductFields/alert_id").asText()).isEqualTo("a-3");
        assertThat(finding.has("Workflow")).isFalse();
    }

    @Test
    void an_import_holds_a_hundred_findings_and_none_twice() {
        List<Alert> batch = alerts("a", 230, 230);
        assertThat(tested.sink().deliver(batch)).containsOnly(DeliveryResult.delivered());
        assertThat(tested.ids()).isEqualTo(ids(batch));
        assertThat(tested.stub().requests()).hasSize(3);
        assertThat(tested.stub().violations()).isEmpty();
    }

    @Test
    void findings_stay_below_what_aws_takes_of_one() {
        List<Alert> batch = new ArrayList<>(Hostile.everywhere());
        batch.add(Oversize.alertOf("big"));
        assertThat(tested.sink().deliver(batch)).containsOnly(DeliveryResult.delivered());
        assertThat(tested.stub().violations()).isEmpty();
        assertThat(tested.stub().requests())
                .allSatisfy(request -> Json.read(request.body())
                        .path("Findings")
                        .forEach(finding ->
                                assertThat(finding.toString().length()).isLessThan(60_000)));
    }

    @Test
    void a_finding_refused_among_others_is_rejected_alone() {
        tested.rejectBad();
        List<DeliveryResult> results = tested.sink().deliver(List.of(alert("bad"), alert("a")));
        assertThat(results.get(0))
                .isInstanceOfSatisfying(
                        Rejected.class,
                        rejected -> assertThat(rejected.reason()).contains("InvalidInput"));
        assertThat(results.get(1)).isEqualTo(DeliveryResult.delivered());
    }

    @Test
    void a_hub_that_has_taken_nothing_yet_rejects_nothing() {
        tested.rejectBad();
        assertThat(reason(List.of(alert("bad")))).contains("InvalidInput", "check region, account and productArn");
        tested.faults().failing(StubAnswer.json(400, "{}").with("x-amzn-ErrorType", "InvalidInputException"));
        assertThat(tested.sink().deliver(alerts("a", 90, 90))).hasSize(90).allMatch(Retry.class::isInstance);
        assertThat(tested.stub().requests()).hasSizeLessThan(32);
    }

    @ParameterizedTest
    @CsvSource({
        "400,ThrottlingException,time",
        "400,ExpiredTokenException,renew",
        "400,RequestExpired,clock",
        "403,InvalidSignatureException,clock",
        "400,AccessDeniedException:http://x/y,BatchImportFindings",
        "401,InvalidAccessException,BatchImportFindings",
        "429,LimitExceededException,time",
    })
    void what_is_about_keys_permissions_or_time_holds_alerts_whatever_its_status(int status, String type, String said) {
        tested.sink().deliver(List.of(alert("first")));
        tested.faults().failing(StubAnswer.json(status, "{}").with("x-amzn-ErrorType", type));
        assertThat(reason(List.of(alert("a")))).contains(said).doesNotContain("http://x");
    }

    @Test
    void a_signature_of_another_key_or_region_is_refused_and_alerts_wait() throws IOException {
        tested.secretKey().show("other");
        assertThat(reason(List.of(alert("a")))).contains("403", "renew").doesNotContain("other");
        try (SecurityHubUnderTest elsewhere = new SecurityHubUnderTest("us-east-1")) {
            assertThat(elsewhere.sink().deliver(List.of(alert("a"))).get(0)).isInstanceOf(Retry.class);
            assertThat(elsewhere.stub().findings()).isEmpty();
        }
    }

    @Test
    void a_clock_off_by_more_than_aws_allows_is_told() {
        tested.skewClock(Duration.ofMinutes(6));
        assertThat(reason(List.of(alert("a")))).contains("clock");
        tested.skewClock(Duration.ofMinutes(4));
        assertThat(tested.sink().deliver(List.of(alert("a")))).containsExactly(DeliveryResult.delivered());
    }

    @Test
    void hostile_texts_stay_in_their_fields() {
        List<Alert> corpus = Hostile.everywhere();
        assertThat(tested.sink().deliver(corpus)).containsOnly(DeliveryResult.delivered());
        assertThat(tested.ids()).isEqualTo(ids(corpus));
        tested.stub()
                .requests()
                .forEach(request -> Json.read(request.body()).path("Findings").forEach(finding -> {
                    assertThat(finding.at("/Severity/Label").asText()).isEqualTo("HIGH");
                    assertThat(finding.at("/ProductFields/alert_id").asText()).startsWith("h-");
                    assertThat(finding.path("Title").asText())
                            .doesNotContainPattern("[\\x00-\\x1f\\x7f-\\x9f\\u2028\\u202e]");
                    assertThat(finding.properties().stream().map(Map.Entry::getKey))
                            .isSubsetOf(Set.of(
                                    "SchemaVersion",
                                    "Id",
                                    "ProductArn",
                                    "GeneratorId",
                                    "AwsAccountId",
                                    "Types",
                                    "CreatedAt",
                                    "UpdatedAt",
                                    "FirstObservedAt",
                                    "LastObservedAt",
                                    "Severity",
                                    "Title",
                                    "Description",
                                    "ProductFields",
                                    "Resources",
                                    "RecordState"));
                }));
    }

    private String reason(List<Alert> batch) {
        List<DeliveryResult> results = tested.sink().deliver(batch);
        assertThat(results).hasSize(1);
        return ((Retry) results.get(0)).reason();
    }

    private static Alert told(Alert alert, int revision) {
        Alert.Episode episode = alert.episode();
        return Altered.from(alert)
                .episode(new Alert.Episode(
                        episode.count() + revision,
                        episode.firstSeen(),
                        episode.lastSeen(),
                        Alert.EpisodeState.UPDATE,
                        revision,
                        ""))
                .alert();
    }
}

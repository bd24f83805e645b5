// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.elasticsearch;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static io.anchorwatch.sinks.TestAlerts.ids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.siem.Hostile;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the bulk API does that a test cannot have of a real server. */
class BulkSinkTest {

    private final BulkUnderTest tested = new BulkUnderTest();

    @AfterEach
    void close() throws IOException {
        tested.close();
    }

    @Nested
    class Contract extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() {
            return new BulkUnderTest();
        }
    }

    @Test
    void hostile_texts_are_one_document_an_alert_and_no_action() {
        List<Alert> corpus = Hostile.everywhere();
        assertThat(tested.sink().deliver(corpus)).containsOnly(DeliveryResult.delivered());
        assertThat(tested.stub().violations()).isEmpty();
        assertThat(tested.ids()).isEqualTo(ids(corpus));
        tested.stub().requests().forEach(request -> {
            List<String> lines = request.text().lines().toList();
            for (int i = 0; i < lines.size(); i += 2) {
                JsonNode action = Json.read(lines.get(i).getBytes(UTF_8));
                JsonNode document = Json.read(lines.get(i + 1).getBytes(UTF_8));
                assertThat(action.size()).isEqualTo(1);
                assertThat(document.at("/event/id").asText())
                        .isEqualTo(action.at("/create/_id").asText());
            }
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {404, 429, 500, 503})
    void an_item_that_the_cluster_cannot_take_now_waits(int status) {
        tested.stub().itemsAnswer(status);
        assertThat(tested.sink().deliver(alerts("a", 3, 3))).hasSize(3).allMatch(Retry.class::isInstance);
        tested.stub().itemsAnswer(0);
        assertThat(tested.sink().deliver(alerts("a", 3, 3))).containsOnly(DeliveryResult.delivered());
    }

    @Test
    void a_refused_key_is_told_without_it() {
        tested.expireCredentials();
        assertThat(tested.sink().deliver(List.of(alert("a"))))
                .singleElement()
                .isInstanceOfSatisfying(
                        Retry.class,
                        retry -> assertThat(retry.reason())
                                .contains("401", "renew")
                                .doesNotContain("key "));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.elasticsearch;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static io.anchorwatch.sinks.TestAlerts.hostile;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.servers.real.OpenSearchServer;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Against a real OpenSearch. */
class ElasticSinkTest {

    private static OpenSearchServer server;

    @BeforeAll
    static void start() {
        server = OpenSearchServer.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Nested
    class Contract extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() {
            return ElasticUnderTest.open(server.url(), true);
        }
    }

    @Nested
    class Particular {

        private ElasticUnderTest tested;

        @BeforeEach
        void open() {
            tested = ElasticUnderTest.open(server.url(), true);
        }

        @AfterEach
        void close() throws IOException {
            tested.close();
        }

        @Test
        void twice_is_once_from_another_process_too() {
            List<Alert> batch = alerts("a", 20, 20);
            tested.sink().deliver(batch);
            try (ElasticSink twin = tested.twin()) {
                assertThat(twin.deliver(batch)).containsOnly(DeliveryResult.delivered());
            }
            assertThat(tested.ids()).hasSize(20).doesNotHaveDuplicates();
        }

        @Test
        void what_an_alert_holds_adds_no_field_to_the_mapping() {
            tested.sink().deliver(List.of(alert("a")));
            JsonNode before = mapping();
            assertThat(tested.sink().deliver(List.of(hostile("b")))).containsOnly(DeliveryResult.delivered());
            assertThat(mapping()).isEqualTo(before);
            assertThat(before.toString()).contains("\"dynamic\":\"false\"");
        }

        @Test
        void a_full_disk_makes_alerts_wait_and_says_what_to_do() {
            tested.sink().deliver(List.of(alert("a")));
            block(true);
            assertThat(tested.sink().deliver(List.of(alert("b"))))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Retry.class, retry -> assertThat(retry.reason()).contains("make room"));
            block(false);
            assertThat(tested.sink().deliver(List.of(alert("b")))).containsOnly(DeliveryResult.delivered());
            assertThat(tested.ids()).containsExactly("a", "b");
        }

        @Test
        void an_older_template_is_replaced_and_a_newer_one_is_left_alone() {
            String template = "/_index_template/anchorwatch-" + tested.dataStream();
            tested.ask("PUT", template, template(0));
            tested.sink().probe();
            assertThat(version(template)).isEqualTo(Templates.VERSION);
            tested.ask("PUT", template, template(Templates.VERSION + 7));
            try (ElasticSink twin = tested.twin()) {
                assertThat(twin.probe()).isEmpty();
            }
            assertThat(version(template)).isEqualTo(Templates.VERSION + 7);
        }

        @Test
        void nothing_is_written_before_the_template_is_there() {
            tested.faults().failing(403);
            assertThat(tested.sink().deliver(alerts("a", 2, 2)))
                    .allSatisfy(result -> assertThat(result)
                            .isInstanceOfSatisfying(
                                    Retry.class,
                                    retry -> assertThat(retry.reason()).contains("template", "403")));
            assertThat(tested.front().requests())
                    .noneMatch(request -> request.path().endsWith("_bulk"));
        }

        @Test
        void a_request_that_is_too_large_for_a_proxy_is_halved() {
            tested.sink().probe();
            tested.faults().failing(413);
            assertThat(tested.sink().deliver(alerts("a", 4, 4)))
                    .allSatisfy(result -> assertThat(result).isInstanceOf(DeliveryResult.Rejected.class));
            assertThat(tested.front().requests().stream()
                            .filter(request -> request.path().endsWith("_bulk")))
                    .hasSize(7);
        }

        @Test
        void the_probe_is_content_with_a_healthy_cluster_and_tells_of_an_unhealthy_one() throws IOException {
            assertThat(tested.sink().probe()).isEmpty();
            tested.failing(true);
            assertThat(tested.sink().probe())
                    .hasValueSatisfying(
                            problem -> assertThat(problem).contains("503").doesNotContain("\n"));
        }

        @Test
        void an_id_the_server_would_refuse_does_not_hold_up_the_others() {
            assertThat(tested.sink().deliver(List.of(alert("x".repeat(600)), alert("a"), alert(""))))
                    .containsOnly(DeliveryResult.delivered());
            assertThat(tested.ids()).hasSize(3).contains("a");
        }

        private JsonNode mapping() {
            return tested.ask("GET", "/" + tested.dataStream() + "/_mapping", null);
        }

        private void block(boolean on) {
            tested.ask(
                    "PUT",
                    "/" + tested.dataStream() + "/_settings",
                    "{\"index.blocks.read_only_allow_delete\":" + (on ? "true" : "null") + "}");
        }

        private String template(int version) {
            return "{\"index_patterns\":[\"" + tested.dataStream() + "\"],\"data_stream\":{},\"version\":" + version
                    + "}";
        }

        private int version(String template) {
            return tested.ask("GET", template, null)
                    .path("index_templates")
                    .path(0)
                    .path("index_template")
                    .path("version")
                    .asInt();
        }
    }
}

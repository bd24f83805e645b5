// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.postgres;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static io.anchorwatch.sinks.TestAlerts.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.servers.real.PostgresServer;
import io.anchorwatch.sinks.siem.Hostile;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Against a real PostgreSQL. */
class PostgresSinkTest {

    private static PostgresServer server;

    @BeforeAll
    static void start() {
        server = PostgresServer.start();
        PostgresUnderTest.askForPasswords(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Nested
    class Contract extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() throws IOException {
            return new PostgresUnderTest(server);
        }
    }

    @Test
    void twice_is_once() throws IOException {
        try (PostgresUnderTest tested = new PostgresUnderTest(server);
                PostgresSink twin = new PostgresSink(tested.config())) {
            List<Alert> batch = alerts("a", 50, 50);
            assertThat(tested.sink().deliver(batch)).containsOnly(DeliveryResult.delivered());
            assertThat(twin.deliver(batch)).containsOnly(DeliveryResult.delivered());
            assertThat(twin.deliver(List.of(alert("b"), alert("b")))).containsOnly(DeliveryResult.delivered());
            assertThat(tested.ids()).hasSize(51).doesNotHaveDuplicates();
        }
    }

    @Test
    void hostile_texts_arrive_and_stay_in_their_columns() throws IOException {
        try (PostgresUnderTest tested = new PostgresUnderTest(server)) {
            List<Alert> corpus = Hostile.everywhere();
            assertThat(tested.sink().deliver(corpus)).containsOnly(DeliveryResult.delivered());
            assertThat(tested.ids()).containsExactlyInAnyOrderElementsOf(ids(corpus));
            assertThat(tested.texts("document ->> 'id'")).containsExactlyInAnyOrderElementsOf(ids(corpus));
        }
    }

    @Test
    void an_id_that_no_index_takes_is_no_reason_to_lose_an_alert() throws IOException {
        try (PostgresUnderTest tested = new PostgresUnderTest(server)) {
            assertThat(tested.sink().deliver(List.of(alert("x".repeat(10_000)), alert("nul\0"), alert(""))))
                    .containsOnly(DeliveryResult.delivered());
            assertThat(tested.ids()).hasSize(3);
        }
    }

    @Test
    void two_sinks_that_start_together_make_one_table() throws Exception {
        try (PostgresUnderTest tested = new PostgresUnderTest(server);
                PostgresSink twin = new PostgresSink(tested.config())) {
            CompletableFuture<List<DeliveryResult>> other =
                    CompletableFuture.supplyAsync(() -> twin.deliver(alerts("b", 3, 3)));
            assertThat(tested.sink().deliver(alerts("a", 3, 3))).containsOnly(DeliveryResult.delivered());
            assertThat(other.get()).containsOnly(DeliveryResult.delivered());
            assertThat(tested.ids()).hasSize(6);
        }
    }

    @Test
    void a_refusal_names_the_state_and_nothing_of_the_row() throws IOException {
        try (PostgresUnderTest tested = new PostgresUnderTest(server)) {
            tested.rejectBad();
            assertThat(tested.sink().deliver(List.of(alert("bad-secret"))))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Rejected.class,
                            rejected -> assertThat(rejected.reason())
                                    .contains("23514")
                                    .doesNotContain("secret"));
        }
    }

    @Test
    void what_an_operator_has_to_do_makes_alerts_wait_and_is_said() throws IOException {
        try (PostgresUnderTest tested = new PostgresUnderTest(server);
                PostgresSink elsewhere = new PostgresSink(tested.config("nowhere", "t1", true));
                PostgresSink unmanaged = new PostgresSink(tested.config("postgres", "absent", false));
                PostgresSink secure = new PostgresSink(tested.secure())) {
            assertThat(reason(elsewhere)).contains("3D000", "create the database");
            assertThat(reason(unmanaged)).contains("42P01", "manageSchema");
            assertThat(reason(secure)).isNotBlank();
            assertThat(unmanaged.probe()).isPresent();
            assertThat(tested.sink().probe()).isEmpty();
        }
    }

    @Test
    void a_name_that_could_leave_its_quotes_is_refused_before_anything_is_opened() throws IOException {
        try (PostgresUnderTest tested = new PostgresUnderTest(server)) {
            assertThat(tested.config("postgres", "t\"; DROP TABLE x; --", true).problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.field()).isEqualTo("table"));
        }
    }

    private static String reason(PostgresSink sink) {
        return ((Retry) sink.deliver(List.of(alert("a"))).get(0)).reason();
    }

    @Test
    void a_private_address_is_refused_unless_it_is_allowed() throws IOException {
        try (PostgresUnderTest tested = new PostgresUnderTest(server);
                PostgresSink sink = new PostgresSink(tested.unallowed(Secret.of("pass")))) {
            assertThat(reason(sink)).contains("refuses to connect").doesNotContain("pass");
        }
    }
}

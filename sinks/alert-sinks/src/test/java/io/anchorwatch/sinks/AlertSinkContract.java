// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static io.anchorwatch.sinks.TestAlerts.hostile;
import static io.anchorwatch.sinks.TestAlerts.ids;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anchorwatch.sinks.DeliveryResult.Delivered;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.streamjobs.alert.Alert;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every sink does, whatever it writes to. */
public abstract class AlertSinkContract {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private SinkUnderTest tested;

    /** A fresh sink with a fresh target. */
    protected abstract SinkUnderTest open() throws Exception;

    @BeforeEach
    void openSink() throws Exception {
        tested = open();
    }

    @AfterEach
    void closeSink() throws Exception {
        tested.close();
    }

    @Test
    void delivers_a_batch_in_order() {
        List<Alert> batch = alerts("a", 5, 2);
        assertThat(deliver(batch)).hasSize(5).allMatch(Delivered.class::isInstance);
        assertThat(tested.ids()).isEqualTo(ids(batch));
    }

    @Test
    void takes_an_empty_batch() {
        assertThat(deliver(List.of())).isEmpty();
    }

    @Test
    void takes_the_same_alert_again() {
        assertThat(deliver(List.of(alert("a")))).containsExactly(DeliveryResult.delivered());
        assertThat(deliver(List.of(alert("a")))).containsExactly(DeliveryResult.delivered());
        assertThat(tested.ids()).containsOnly("a");
    }

    @Test
    void asks_for_another_try_while_the_target_fails_and_delivers_once_it_does_not() throws Exception {
        tested.failing(true);
        List<DeliveryResult> results = deliver(alerts("a", 4, 4));
        assertThat(results).hasSize(4).allMatch(Retry.class::isInstance);
        assertThat(((Retry) results.get(0)).reason()).isNotBlank().doesNotContain("\n");
        tested.failing(false);
        assertThat(deliver(alerts("a", 4, 4))).hasSize(4).allMatch(Delivered.class::isInstance);
        assertThat(tested.ids()).contains("a-0", "a-1", "a-2", "a-3");
    }

    @Test
    void rejects_what_the_target_refuses_and_delivers_its_neighbours() {
        assumeTrue(tested.canReject(), "its target refuses nothing");
        tested.rejectBad();
        List<DeliveryResult> results =
                deliver(List.of(alert("a"), alert("bad-1"), alert("b"), alert("bad-2"), alert("c")));
        assertThat(results).hasSize(5);
        assertThat(results.get(1)).isInstanceOf(Rejected.class);
        assertThat(results.get(3)).isInstanceOf(Rejected.class);
        assertThat(tested.ids()).containsExactly("a", "b", "c");
    }

    @Test
    void waits_for_a_slow_target() {
        assumeTrue(tested.canHang(), "its target cannot be slow");
        tested.answerAfter(100);
        assertThat(deliver(alerts("a", 2, 2))).hasSize(2).allMatch(Delivered.class::isInstance);
    }

    @Test
    void gives_up_on_a_target_that_hangs() {
        assumeTrue(tested.canHang(), "its target cannot hang");
        tested.answerAfter(BOUND.toMillis() * 10);
        assertThat(deliver(alerts("a", 3, 3))).hasSize(3).allMatch(Retry.class::isInstance);
    }

    @Test
    void closing_ends_a_delivery_under_way() throws Exception {
        if (tested.canHang()) {
            tested.answerAfter(BOUND.toMillis() * 10);
        }
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<List<DeliveryResult>> results =
                    thread.submit(() -> tested.sink().deliver(alerts("a", 3, 3)));
            tested.sink().close();
            assertThat(results.get(BOUND.toSeconds(), TimeUnit.SECONDS)).hasSize(3);
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void a_closed_sink_delivers_nothing_and_loses_nothing() {
        tested.sink().close();
        assertThat(deliver(alerts("a", 2, 2))).hasSize(2).allMatch(Retry.class::isInstance);
        assertThat(tested.ids()).isEmpty();
    }

    @Test
    void hostile_text_does_not_break_out() {
        List<Alert> batch = List.of(alert("a"), hostile("b"), alert("c"));
        assertThat(deliver(batch)).hasSize(3).allMatch(Delivered.class::isInstance);
        assertThat(tested.ids()).containsExactly("a", "b", "c");
    }

    /** Answers within the bound, or the test fails. */
    private List<DeliveryResult> deliver(List<Alert> batch) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<List<DeliveryResult>> results =
                    thread.submit(() -> tested.sink().deliver(batch));
            await().atMost(BOUND).until(results::isDone);
            return results.get();
        } catch (Exception e) {
            throw new AssertionError("the sink threw", e);
        } finally {
            thread.shutdownNow();
        }
    }
}

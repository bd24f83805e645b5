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
import io.anchorwatch.sinks.SinkTraits.Idempotency;
import io.anchorwatch.streamjobs.alert.Alert;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every sink does, whatever it writes to. */
public abstract class AlertSinkContract {

    private static final Duration BOUND = Duration.ofSeconds(20);

    private final Map<String, Long> offsets = new ConcurrentHashMap<>();
    private final AtomicLong next = new AtomicLong();
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
            Future<List<DeliveryResult>> results = thread.submit(() -> call(alerts("a", 3, 3)));
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

    @Test
    void waits_as_long_as_the_target_asks() {
        assumeTrue(tested.canAsk(), "its target asks for no wait");
        tested.tooMany(1, Duration.ofSeconds(7));
        assertThat(deliver(List.of(alert("a"))))
                .singleElement()
                .isInstanceOfSatisfying(
                        Retry.class,
                        retry -> assertThat(retry.after()).isBetween(Duration.ofSeconds(6), Duration.ofSeconds(8)));
        assertThat(deliver(List.of(alert("a")))).containsExactly(DeliveryResult.delivered());
        assertThat(tested.ids()).containsExactly("a");
    }

    @Test
    void a_connection_that_breaks_in_the_middle_of_a_batch_loses_nothing() {
        assumeTrue(tested.canBreak(), "its target has no connection");
        tested.resetMidBody(2);
        untilFinal(alerts("a", 6, 6));
        assertThat(Set.copyOf(tested.ids())).containsExactlyInAnyOrder("a-0", "a-1", "a-2", "a-3", "a-4", "a-5");
        assertSingleWhereIdempotent();
    }

    @Test
    void an_answer_that_is_lost_after_the_target_took_a_batch_costs_no_alert() {
        assumeTrue(tested.canBreak(), "its target has no connection");
        tested.closeMidAnswer(2);
        untilFinal(alerts("a", 6, 6));
        assertThat(Set.copyOf(tested.ids())).containsExactlyInAnyOrder("a-0", "a-1", "a-2", "a-3", "a-4", "a-5");
        assertSingleWhereIdempotent();
    }

    @Test
    void what_is_too_large_is_cut_or_rejected_and_holds_nobody_up() {
        assumeTrue(tested.oversize().isPresent(), "its target has no bound");
        List<DeliveryResult> results =
                untilFinal(List.of(alert("a"), tested.oversize().get(), alert("c")));
        assertThat(results.get(0)).isInstanceOf(Delivered.class);
        assertThat(results.get(2)).isInstanceOf(Delivered.class);
        assertThat(tested.ids()).contains("a", "c");
    }

    @Test
    void a_credential_that_expired_holds_alerts_until_it_is_renewed_without_a_restart() throws Exception {
        assumeTrue(tested.hasCredentials(), "its target asks for no credentials");
        tested.expireCredentials();
        assertThat(deliver(alerts("a", 3, 3))).hasSize(3).allMatch(Retry.class::isInstance);
        assertThat(tested.ids()).isEmpty();
        tested.renewCredentials();
        untilFinal(alerts("a", 3, 3));
        assertThat(tested.ids()).containsExactly("a-0", "a-1", "a-2");
    }

    @Test
    void a_clock_that_is_off_rejects_nothing() {
        assumeTrue(tested.hasClock(), "its target has no clock");
        tested.skewClock(Duration.ofHours(1));
        assertThat(deliver(alerts("a", 2, 2))).hasSize(2).noneMatch(Rejected.class::isInstance);
        tested.skewClock(Duration.ZERO);
        untilFinal(alerts("a", 2, 2));
        assertThat(Set.copyOf(tested.ids())).containsExactlyInAnyOrder("a-0", "a-1");
    }

    @Test
    void asking_for_its_health_delivers_nothing() {
        assertThat(tested.sink().probe()).isEmpty();
        assertThat(tested.ids()).isEmpty();
    }

    /** Tries what has to wait again, as the dispatcher does, until all is final. */
    private List<DeliveryResult> untilFinal(List<Alert> batch) {
        List<DeliveryResult> results = new ArrayList<>(Collections.nCopies(batch.size(), DeliveryResult.retry("new")));
        for (int tries = 0; tries < 40; tries++) {
            List<Integer> open = IntStream.range(0, batch.size())
                    .filter(i -> results.get(i) instanceof Retry)
                    .boxed()
                    .toList();
            if (open.isEmpty()) {
                return results;
            }
            List<DeliveryResult> next = deliver(open.stream().map(batch::get).toList());
            for (int i = 0; i < open.size(); i++) {
                results.set(open.get(i), next.get(i));
            }
        }
        throw new AssertionError("some alerts still wait: " + results);
    }

    private void assertSingleWhereIdempotent() {
        if (tested.sink().traits().idempotency() != Idempotency.NONE) {
            assertThat(tested.ids()).doesNotHaveDuplicates();
        }
    }

    /** Calls the sink as the dispatcher would, by its kind. */
    private List<DeliveryResult> call(List<Alert> batch) {
        Sink sink = tested.sink();
        if (sink instanceof PositionedSink positioned) {
            return positioned.deliverPositioned(
                    batch.stream().map(this::positioned).toList());
        }
        if (sink instanceof AlertSink store) {
            return store.deliver(batch);
        }
        return ((NotificationSink) sink)
                .notify(batch.stream()
                        .map(alert -> Notification.of(alert, "all"))
                        .toList());
    }

    /** The same offset for the same alert, and rising ones for others. */
    private Positioned positioned(Alert alert) {
        boolean again = offsets.containsKey(alert.id());
        long offset = offsets.computeIfAbsent(alert.id(), id -> next.getAndIncrement());
        return new Positioned(alert, "alerts", 0, offset, again);
    }

    /** Answers within the bound, or the test fails. */
    private List<DeliveryResult> deliver(List<Alert> batch) {
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<List<DeliveryResult>> results = thread.submit(() -> call(batch));
            await().atMost(BOUND).until(results::isDone);
            return results.get();
        } catch (Exception e) {
            throw new AssertionError("the sink threw", e);
        } finally {
            thread.shutdownNow();
        }
    }
}

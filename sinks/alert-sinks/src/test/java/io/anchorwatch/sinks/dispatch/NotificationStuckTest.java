// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.ScriptedNotificationSink;
import io.anchorwatch.sinks.route.AlertSelector;
import io.anchorwatch.sinks.route.GroupField;
import io.anchorwatch.sinks.route.Route;
import io.anchorwatch.sinks.route.Routing;
import io.anchorwatch.sinks.route.Spacing;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertDecodeResult.Decoded;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What may neither silence a sink that tells people nor make it say a thing twice. */
class NotificationStuckTest extends OnBroker {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void a_flood_of_repeats_does_not_keep_another_finding_from_being_told() {
        ScriptedNotificationSink chat = ScriptedNotificationSink.each("chat", message -> DeliveryResult.delivered());
        bench.send(alerts("flood", 6000, 1));
        try (Dispatcher dispatcher = bench.start(bench.routes(chat), routing(spacing(0, 4)))) {
            assertThat(dispatcher.health()).isNotEmpty();
            await().atMost(PATIENCE).until(() -> bench.count("chat", "received") > 5500);
            bench.send(List.of(alert("new")));
            await().atMost(PATIENCE).until(() -> chat.ids().contains("new"));
        }
        bench.assertConserved("chat");
    }

    @Test
    void what_a_refused_message_only_counted_is_a_dead_letter_too() {
        ScriptedNotificationSink chat = ScriptedNotificationSink.each("chat", message -> new Rejected("too odd"));
        bench.send(alerts("a", 30, 30));
        try (Dispatcher dispatcher = bench.start(bench.routes(chat), routing(spacing(3, 0)))) {
            assertThat(dispatcher.health()).isNotEmpty();
            await().atMost(PATIENCE).until(() -> bench.count("chat", "rejected") == 30);
        }
        assertThat(bench.deadLetters()).hasSize(21);
        Alert counted = bench.deadLetters().stream()
                .map(letter -> ((Decoded) new AlertCodec().decode(letter.value())).alert())
                .filter(alert -> !alert.rule().id().equals("pod-exec"))
                .findFirst()
                .orElseThrow();
        assertThat(counted.rule().title()).isEqualTo("10 alerts were counted in a message that was refused");
        assertThat(counted.severity()).isEqualTo(Severity.HIGH);
        assertThat(counted.episode().count()).isEqualTo(10);
        assertThat(counted.changes()).singleElement().satisfies(change -> {
            assertThat(change.path()).isEqualTo("pod-exec");
            assertThat(change.after()).isEqualTo("10");
        });
        bench.assertConserved("chat");
    }

    @Test
    void a_process_that_stood_still_and_lost_its_partitions_says_nothing_when_it_goes_on() {
        Gate gate = new Gate();
        ScriptedNotificationSink still = ScriptedNotificationSink.each("chat", message -> DeliveryResult.delivered());
        ScriptedNotificationSink next = ScriptedNotificationSink.each("chat", message -> DeliveryResult.delivered());
        bench.send(List.of(alert("a")));
        DispatchBench other = bench.fresh();
        try (Dispatcher first = Dispatcher.start(
                bench.config(),
                bench.routes(still),
                routing(spacing(6, 0)),
                bench.registry(),
                gate,
                // Other random numbers than the next one's, for another name among Kafka's producers.
                new SplittableRandom(2))) {
            await().atMost(PATIENCE).until(() -> bench.gauge("chat", "waiting") == 1);
            CountDownLatch closed = new CountDownLatch(1);
            gate.latch = closed;
            try (Dispatcher second = other.start(other.routes(next), routing(spacing(6, 0)))) {
                await().atMost(PATIENCE).until(() -> next.ids().equals(List.of("a")));
                await().atMost(PATIENCE).until(() -> other.gauge("chat", "waiting") == 0);
                closed.countDown();
                await().atMost(PATIENCE).until(() -> bench.count("chat", "returned") >= 1);
                assertThat(first.health()).isNotEmpty();
                assertThat(second.health()).isNotEmpty();
            }
        }
        assertThat(still.ids()).isEmpty();
    }

    @Test
    void a_clock_that_is_set_back_does_not_put_the_next_try_off() {
        AtomicBoolean ahead = new AtomicBoolean(true);
        ScriptedNotificationSink chat = ScriptedNotificationSink.each(
                "chat", message -> ahead.get() ? DeliveryResult.retry("busy") : DeliveryResult.delivered());
        bench.send(List.of(alert("a")));
        try (Dispatcher dispatcher = Dispatcher.start(
                bench.config(),
                bench.routes(chat),
                routing(spacing(0, 0)),
                bench.registry(),
                () -> InstantSource.system().instant().plus(Duration.ofDays(ahead.get() ? 365 : 0)),
                new SplittableRandom(1))) {
            assertThat(dispatcher.health()).isNotEmpty();
            await().atMost(PATIENCE).until(() -> bench.count("chat", "retried") > 0);
            ahead.set(false);
            await().atMost(PATIENCE).until(() -> chat.ids().equals(List.of("a")));
        }
    }

    private static Spacing spacing(int groupSeconds, int repeatHours) {
        return new Spacing(
                groupSeconds == 0 ? List.of() : List.of(GroupField.RULE),
                Duration.ofSeconds(groupSeconds),
                Duration.ofMinutes(5),
                Duration.ofHours(repeatHours),
                0,
                Duration.ofMinutes(1));
    }

    private static Routing routing(Spacing spacing) {
        Route route = new Route("r", AlertSelector.ALL, List.of("chat"), spacing, Optional.empty(), false, List.of());
        return new Routing(List.of(), List.of(route), List.of());
    }

    /** The time; the loop that asks for it stands still while the gate is closed. */
    private static final class Gate implements InstantSource {

        private static final StackWalker STACK = StackWalker.getInstance();

        private volatile CountDownLatch latch = new CountDownLatch(0);

        @Override
        public Instant instant() {
            String caller = STACK.walk(
                    frames -> frames.skip(1).findFirst().orElseThrow().getClassName());
            if (caller.equals(NotificationLoop.class.getName())) {
                standStill();
            }
            return InstantSource.system().instant();
        }

        private void standStill() {
            try {
                latch.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.ScriptedNotificationSink;
import io.anchorwatch.sinks.route.AlertSelector;
import io.anchorwatch.sinks.route.GroupField;
import io.anchorwatch.sinks.route.Route;
import io.anchorwatch.sinks.route.Routing;
import io.anchorwatch.sinks.route.Spacing;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class NotificationDispatchTest extends OnBroker {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void a_chat_that_fails_at_random_gets_every_alert_once_and_in_order_of_its_finding() {
        Random random = new Random(7);
        ScriptedNotificationSink chat = ScriptedNotificationSink.each(
                "chat", message -> random.nextInt(3) == 0 ? DeliveryResult.retry("busy") : DeliveryResult.delivered());
        bench.send(alerts("a", 200, 11));
        try (Dispatcher dispatcher = bench.start(chat)) {
            assertThat(dispatcher.health()).isNotEmpty();
            await().atMost(PATIENCE).until(() -> chat.ids().size() == 200);
            await().atMost(PATIENCE).until(() -> bench.gauge("chat", "waiting") == 0);
        }
        assertThat(chat.ids()).doesNotHaveDuplicates();
        for (int finding = 0; finding < 11; finding++) {
            String key = "finding-" + finding;
            List<Integer> numbers = chat.delivered().stream()
                    .filter(message -> message.key().equals(key))
                    .map(message -> Integer.valueOf(message.alerts().get(0).id().substring(2)))
                    .toList();
            assertThat(numbers).isSorted();
        }
        bench.assertConserved("chat");
    }

    @Test
    void alerts_of_all_partitions_become_one_message_of_their_group() {
        ScriptedNotificationSink chat = ScriptedNotificationSink.each("chat", message -> DeliveryResult.delivered());
        bench.send(alerts("a", 15, 15));
        try (Dispatcher dispatcher = bench.start(bench.routes(chat), grouped(Duration.ofSeconds(3)))) {
            assertThat(dispatcher.health()).isNotEmpty();
            await().atMost(PATIENCE).until(() -> !chat.delivered().isEmpty());
        }
        Notification message = chat.delivered().get(0);
        assertThat(message.alerts()).hasSize(15);
        assertThat(message.group()).containsEntry("rule", "pod-exec");
        bench.assertConserved("chat");
    }

    @Test
    void what_waits_for_company_outlives_the_dispatcher() {
        ScriptedNotificationSink first = ScriptedNotificationSink.each("chat", message -> DeliveryResult.delivered());
        bench.send(alerts("a", 5, 5));
        try (Dispatcher dispatcher = bench.start(bench.routes(first), grouped(Duration.ofHours(1)))) {
            assertThat(dispatcher.health()).isNotEmpty();
            await().atMost(PATIENCE).until(() -> bench.gauge("chat", "waiting") == 5);
        }
        bench.assertConserved("chat");
        assertThat(first.delivered()).isEmpty();
        DispatchBench later = bench.fresh();
        later.send(List.of(alert("b")));
        ScriptedNotificationSink second = ScriptedNotificationSink.each("chat", message -> DeliveryResult.delivered());
        try (Dispatcher dispatcher = later.start(later.routes(second), grouped(Duration.ofHours(1)))) {
            assertThat(dispatcher.health()).isNotEmpty();
            await().atMost(PATIENCE).until(() -> later.gauge("chat", "waiting") == 6);
            assertThat(later.count("chat", "restored")).isEqualTo(5);
            assertThat(later.count("chat", "received")).isEqualTo(1);
        }
        later.assertConserved("chat");
    }

    @Test
    void a_message_that_is_refused_goes_to_the_dead_letters_alert_by_alert() {
        ScriptedNotificationSink chat = ScriptedNotificationSink.each(
                "chat",
                message -> message.alerts().get(0).id().startsWith("bad")
                        ? new Rejected("too odd")
                        : DeliveryResult.delivered());
        bench.send(List.of(alert("a"), alert("bad-1"), alert("b")));
        bench.sendRaw(new byte[] {1}, "{".getBytes(UTF_8));
        try (Dispatcher dispatcher = bench.start(chat)) {
            assertThat(dispatcher.health()).isNotEmpty();
            await().atMost(PATIENCE).until(() -> bench.count("chat", "rejected") == 2);
            await().atMost(PATIENCE).until(() -> chat.ids().size() == 2);
        }
        assertThat(bench.deadLetters()).hasSize(2);
        bench.assertConserved("chat");
    }

    @Test
    void a_chat_that_hangs_is_unhealthy_and_the_others_go_on() {
        CountDownLatch freed = new CountDownLatch(1);
        ScriptedNotificationSink stuck = ScriptedNotificationSink.each("stuck", message -> {
            try {
                freed.await();
                return DeliveryResult.delivered();
            } catch (InterruptedException e) {
                return DeliveryResult.retry("no answer");
            }
        });
        ScriptedNotificationSink fine = ScriptedNotificationSink.each("fine", message -> DeliveryResult.delivered());
        bench.send(alerts("a", 10, 10));
        try (Dispatcher dispatcher = bench.start(stuck, fine)) {
            await().atMost(PATIENCE).until(() -> fine.ids().size() == 10);
            await().atMost(PATIENCE).until(() -> !dispatcher.health().get(0).ok());
            freed.countDown();
            await().atMost(PATIENCE).until(() -> stuck.ids().size() == 10);
        }
        bench.assertConserved("stuck");
    }

    private static Routing grouped(Duration company) {
        Spacing spacing = new Spacing(
                List.of(GroupField.RULE), company, Duration.ofMinutes(5), Duration.ZERO, 0, Duration.ofMinutes(1));
        Route route = new Route("r", AlertSelector.ALL, List.of("chat"), spacing, Optional.empty(), false, List.of());
        return new Routing(List.of(), List.of(route), List.of());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static io.anchorwatch.sinks.TestAlerts.ids;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.ScriptedSink;
import io.anchorwatch.sinks.memory.MemorySink;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DispatcherTest extends OnBroker {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void a_sink_that_fails_at_random_gets_every_alert_once_and_each_finding_in_order(long seed) {
        Random random = new Random(seed);
        ScriptedSink sink = ScriptedSink.each(
                "flaky", alert -> random.nextInt(3) == 0 ? DeliveryResult.retry("busy") : DeliveryResult.delivered());
        List<Alert> sent = alerts("a", 300, 17);
        bench.send(sent);
        try (Dispatcher dispatcher = bench.start(sink)) {
            awaitDelivered(sink, sent.size());
            await().atMost(PATIENCE).until(() -> dispatcher.health().get(0).ok());
        }
        assertThat(ids(sink.delivered())).doesNotHaveDuplicates();
        assertThat(byFinding(sink.delivered())).isEqualTo(byFinding(sent));
        assertThat(bench.count("flaky", "retried")).isPositive();
        bench.assertConserved("flaky");
        assertThat(bench.count("flaky", "delivered")).isEqualTo(sent.size());
    }

    @Test
    void a_sink_that_fails_many_times_in_a_row_is_unhealthy_meanwhile_and_then_gets_all() {
        AtomicInteger failures = new AtomicInteger(25);
        ScriptedSink sink = new ScriptedSink(
                "down",
                batch -> DeliveryResult.all(
                        batch,
                        failures.getAndDecrement() > 0
                                ? new Retry(Duration.ofMillis(50), "answered 503")
                                : DeliveryResult.delivered()));
        bench.send(alerts("a", 50, 50));
        try (Dispatcher dispatcher = bench.start(sink)) {
            await().atMost(PATIENCE)
                    .untilAsserted(() ->
                            assertThat(dispatcher.health().get(0).reason()).contains("answered 503"));
            awaitDelivered(sink, 50);
            await().atMost(PATIENCE).until(() -> dispatcher.health().get(0).ok());
        }
        bench.assertConserved("down");
    }

    @Test
    void a_wait_the_target_asks_for_is_kept() {
        List<Instant> calls = new ArrayList<>();
        Duration asked = Duration.ofMillis(700);
        ScriptedSink sink = new ScriptedSink("asks", batch -> {
            calls.add(Instant.now());
            return DeliveryResult.all(
                    batch, calls.size() == 1 ? new Retry(asked, "answered 429") : DeliveryResult.delivered());
        });
        bench.send(alerts("a", 1, 1));
        try (Dispatcher dispatcher = bench.start(sink)) {
            awaitDelivered(sink, 1);
            assertThat(dispatcher.health()).hasSize(1);
        }
        assertThat(Duration.between(calls.get(0), calls.get(1))).isGreaterThanOrEqualTo(asked);
    }

    @Test
    void a_sink_that_hangs_slows_no_other_and_stays_in_its_group() {
        CountDownLatch release = new CountDownLatch(1);
        AtomicInteger calls = new AtomicInteger();
        ScriptedSink hanging = new ScriptedSink("hangs", batch -> {
            calls.incrementAndGet();
            awaitUninterruptibly(release);
            return DeliveryResult.all(batch, DeliveryResult.delivered());
        });
        MemorySink other = new MemorySink("other");
        bench.send(alerts("a", 200, 200));
        try (Dispatcher dispatcher = bench.start(hanging, other)) {
            await().atMost(PATIENCE).until(() -> other.alerts().size() == 200);
            // Well beyond max.poll.interval.ms of 3 s: a consumer that stopped polling would be out of the group.
            await().atMost(PATIENCE).until(() -> bench.gauge("hangs", "oldest.unsent.seconds") > 5);
            assertThat(dispatcher.health().get(0).reason()).contains("has not answered");
            assertThat(dispatcher.health().get(1).ok()).isTrue();
            assertThat(bench.gauge("hangs", "lag")).isPositive();
            assertThat(calls).hasValue(1);
            release.countDown();
            awaitDelivered(hanging, 200);
        }
        assertThat(ids(hanging.delivered())).doesNotHaveDuplicates();
        bench.assertConserved("hangs");
        bench.assertConserved("other");
    }

    @Test
    void records_that_hold_no_alert_go_to_the_dead_letters_and_their_neighbours_are_delivered() {
        MemorySink sink = new MemorySink("memory");
        bench.send(alerts("before", 10, 10));
        bench.sendRaw("k1".getBytes(UTF_8), "{\"id\":".getBytes(UTF_8));
        bench.sendRaw("k2".getBytes(UTF_8), null);
        bench.sendRaw("k3".getBytes(UTF_8), new byte[] {(byte) 0xff, 0, 10});
        bench.sendRaw("k4".getBytes(UTF_8), "[".repeat(10_000).getBytes(UTF_8));
        bench.send(alerts("after", 10, 10));
        try (Dispatcher dispatcher = bench.start(sink)) {
            await().atMost(PATIENCE).until(() -> sink.alerts().size() == 20 && bench.count("memory", "rejected") == 4);
            assertThat(dispatcher.health().get(0).ok()).isTrue();
        }
        List<ConsumerRecord<byte[], byte[]>> letters = bench.deadLetters();
        assertThat(letters)
                .extracting(letter -> new String(letter.key(), UTF_8))
                .containsExactlyInAnyOrder("k1", "k2", "k3", "k4");
        ConsumerRecord<byte[], byte[]> first = letters.stream()
                .filter(letter -> new String(letter.key(), UTF_8).equals("k1"))
                .findFirst()
                .orElseThrow();
        assertThat(new String(first.value(), UTF_8)).isEqualTo("{\"id\":");
        assertThat(header(first, "anchorwatch_sink")).isEqualTo("memory");
        assertThat(header(first, "anchorwatch_reason")).startsWith("not a readable alert: not JSON");
        assertThat(header(first, "anchorwatch_origin")).matches(bench.config().alertTopic() + "/[0-2]/[0-9]+");
        bench.assertConserved("memory");
    }

    @Test
    void what_a_sink_rejects_goes_to_the_dead_letters_with_its_headers_and_never_comes_again() {
        ScriptedSink sink = ScriptedSink.each(
                "picky",
                alert -> alert.id().endsWith("3") ? new Rejected("answered 400\r\nx") : DeliveryResult.delivered());
        bench.send(alerts("a", 30, 30));
        try (Dispatcher dispatcher = bench.start(sink)) {
            await().atMost(PATIENCE).until(() -> bench.count("picky", "rejected") == 3);
            awaitDelivered(sink, 27);
            assertThat(dispatcher.health().get(0).ok()).isTrue();
        }
        List<ConsumerRecord<byte[], byte[]>> letters = bench.deadLetters();
        assertThat(letters)
                .extracting(letter -> header(letter, "ce_id"))
                .containsExactlyInAnyOrder("a-3", "a-13", "a-23");
        assertThat(header(letters.get(0), "anchorwatch_reason")).isEqualTo("answered 400??x");
        MemorySink again = new MemorySink("picky");
        bench.send(alerts("later", 1, 1));
        try (Dispatcher dispatcher = bench.start(again)) {
            await().atMost(PATIENCE).until(() -> !again.alerts().isEmpty());
            assertThat(dispatcher.health()).hasSize(1);
        }
        assertThat(ids(again.alerts())).containsExactly("later-0");
        bench.assertConserved("picky");
    }

    @Test
    void an_alert_that_trips_a_bug_in_the_sink_is_found_and_the_rest_is_delivered() {
        ScriptedSink sink = new ScriptedSink("buggy", batch -> {
            if (ids(batch).contains("a-7")) {
                throw new IllegalStateException("boom");
            }
            return DeliveryResult.all(batch, DeliveryResult.delivered());
        });
        bench.send(alerts("a", 20, 20));
        try (Dispatcher dispatcher = bench.start(sink)) {
            awaitDelivered(sink, 19);
            await().atMost(PATIENCE).until(() -> bench.count("buggy", "rejected") == 1);
            assertThat(dispatcher.health()).hasSize(1);
        }
        assertThat(bench.deadLetters())
                .extracting(letter -> header(letter, "ce_id"))
                .containsExactly("a-7");
        bench.assertConserved("buggy");
    }

    @Test
    void what_a_filter_does_not_want_is_counted_and_not_sent() {
        MemorySink sink = new MemorySink("some");
        bench.send(List.of(
                alert("1", "rbac-wildcard", Severity.CRITICAL),
                alert("2", "rbac-wildcard", Severity.LOW),
                alert("3", "pod-exec", Severity.HIGH),
                alert("4", "rbac-noise", Severity.HIGH)));
        SinkFilter filter = new SinkFilter(Severity.MEDIUM, List.of("rbac-*"), List.of("*-noise"));
        try (Dispatcher dispatcher = bench.start(List.of(new SinkRoute(sink, filter.toMatcher())))) {
            await().atMost(PATIENCE)
                    .until(() -> bench.count("some", "filtered") == 3
                            && sink.alerts().size() == 1);
            assertThat(dispatcher.health().get(0).ok()).isTrue();
        }
        assertThat(ids(sink.alerts())).containsExactly("1");
        bench.assertConserved("some");
    }

    @Test
    void alerts_of_an_aborted_transaction_are_never_sent() {
        MemorySink sink = new MemorySink("memory");
        bench.sendAborted(alerts("aborted", 5, 5));
        bench.send(alerts("good", 5, 5));
        try (Dispatcher dispatcher = bench.start(sink)) {
            await().atMost(PATIENCE).until(() -> sink.alerts().size() == 5);
            assertThat(dispatcher.health().get(0).ok()).isTrue();
        }
        assertThat(ids(sink.alerts())).allMatch(id -> id.startsWith("good"));
    }

    @Test
    void closing_leaves_a_hanging_sink_behind_and_the_next_start_sends_what_it_held() {
        CountDownLatch called = new CountDownLatch(1);
        ScriptedSink hanging = new ScriptedSink("hangs", batch -> {
            called.countDown();
            awaitUninterruptibly(new CountDownLatch(1));
            return List.of();
        });
        bench.send(alerts("a", 60, 60));
        try (Dispatcher dispatcher = bench.start(hanging)) {
            awaitUninterruptibly(called);
            assertThat(dispatcher.health()).hasSize(1);
        }
        assertThat(hanging.isClosed()).isTrue();
        assertThat(bench.gauge("hangs", "waiting")).isZero();
        bench.assertConserved("hangs");
        assertThat(bench.count("hangs", "returned")).isPositive();
        MemorySink next = new MemorySink("hangs");
        try (Dispatcher dispatcher = bench.start(next)) {
            await().atMost(PATIENCE).until(() -> next.alerts().size() == 60);
            assertThat(dispatcher.health()).hasSize(1);
        }
    }

    @Test
    void a_second_dispatcher_of_the_same_group_takes_over_without_loss() {
        ScriptedSink first = ScriptedSink.each("shared", alert -> DeliveryResult.delivered());
        ScriptedSink second = ScriptedSink.each("shared", alert -> DeliveryResult.delivered());
        DispatchBench twin = bench;
        try (Dispatcher one = twin.start(first)) {
            bench.send(alerts("a", 300, 40));
            try (Dispatcher two = twin.start(second)) {
                bench.send(alerts("b", 300, 40));
                await().atMost(PATIENCE).until(() -> union(first, second).size() == 600);
                assertThat(one.health()).hasSameSizeAs(two.health());
            }
            bench.send(alerts("c", 100, 40));
            await().atMost(PATIENCE).until(() -> union(first, second).size() == 700);
        }
        bench.assertConserved("shared");
    }

    @Test
    void two_sinks_of_one_name_are_refused() {
        assertThatThrownBy(() -> bench.start(new MemorySink("x"), new MemorySink("x")))
                .hasMessageContaining("two sinks are named 'x'");
    }

    private static void awaitDelivered(ScriptedSink sink, int count) {
        await().atMost(PATIENCE).until(() -> sink.delivered().size() >= count);
    }

    private static List<String> union(ScriptedSink first, ScriptedSink second) {
        List<Alert> all = new ArrayList<>(first.delivered());
        all.addAll(second.delivered());
        return ids(all).stream().distinct().toList();
    }

    private static Map<String, List<String>> byFinding(List<Alert> alerts) {
        return alerts.stream()
                .collect(groupingBy(
                        Alert::fingerprint,
                        java.util.stream.Collectors.mapping(Alert::id, java.util.stream.Collectors.toList())));
    }

    private static String header(ConsumerRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean waiting = true;
        while (waiting) {
            try {
                latch.await();
                waiting = false;
            } catch (InterruptedException e) {
                // That is the point: this sink does not react.
                waiting = true;
            }
        }
    }
}

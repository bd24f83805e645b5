// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.s3;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static io.anchorwatch.sinks.TestAlerts.ids;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Delivered;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Positioned;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.servers.real.S3ProxyServer;
import io.anchorwatch.sinks.siem.Hostile;
import io.anchorwatch.sinks.siem.Targets;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Against a real server of the S3 API. */
class S3SinkTest {

    private static S3ProxyServer server;

    @BeforeAll
    static void start() {
        server = S3ProxyServer.start(S3UnderTest.ACCESS_KEY, S3UnderTest.SECRET_KEY);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Nested
    class Contract extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() {
            return S3UnderTest.open(server.url());
        }
    }

    @Nested
    class Particular {

        private S3UnderTest tested;

        @BeforeEach
        void open() {
            tested = S3UnderTest.open(server.url());
        }

        @AfterEach
        void close() throws IOException {
            tested.close();
        }

        @Test
        void an_object_is_named_by_day_partition_and_first_offset() {
            assertThat(deliver(run("a", 3, 5, 12))).allMatch(Delivered.class::isInstance);
            assertThat(tested.keys())
                    .containsExactly("soc/k8s/eventDay=20260301/alerts-5-00000000000000000012.ndjson.gz");
        }

        @Test
        void a_process_killed_before_its_commit_writes_nothing_twice_and_loses_nothing() throws IOException {
            List<Positioned> all = run("a", 10, 0, 100);
            deliver(all.subList(0, 4));
            // The commit did not come to be: the next process gets the same and more.
            try (S3Sink next = tested.next()) {
                assertThat(next.deliverPositioned(all)).allMatch(Delivered.class::isInstance);
            }
            assertThat(tested.ids()).isEqualTo(idsOf(all));
            assertThat(tested.keys()).hasSize(2);
        }

        @Test
        void a_shorter_batch_after_a_restart_is_found_to_be_there_in_the_end() throws IOException {
            List<Positioned> all = run("a", 10, 0, 100);
            deliver(all);
            try (S3Sink next = tested.next()) {
                assertThat(next.deliverPositioned(all.subList(0, 4))).allMatch(Delivered.class::isInstance);
                assertThat(next.deliverPositioned(all.subList(4, 10))).allMatch(Delivered.class::isInstance);
            }
            assertThat(tested.ids()).containsAll(idsOf(all));
        }

        @Test
        void an_answer_that_was_lost_after_the_object_was_written_doubles_nothing() {
            List<Positioned> items = run("a", 3, 0, 7);
            tested.faults().closeMidAnswer(1);
            assertThat(deliver(items)).allMatch(Retry.class::isInstance);
            assertThat(deliver(items)).allMatch(Delivered.class::isInstance);
            assertThat(tested.ids()).isEqualTo(idsOf(items));
        }

        @Test
        void offsets_that_begin_anew_hide_no_alert() {
            List<Positioned> before = run("a", 3, 0, 0);
            List<Positioned> after = run("b", 3, 0, 0);
            deliver(before);
            assertThat(deliver(after)).allMatch(Delivered.class::isInstance);
            assertThat(deliver(after)).allMatch(Delivered.class::isInstance);
            assertThat(tested.ids()).containsExactlyInAnyOrder("a-0", "a-1", "a-2", "b-0", "b-1", "b-2");
        }

        @Test
        void each_partition_has_objects_of_its_own() {
            List<Positioned> mixed = new ArrayList<>(run("a", 2, 0, 3));
            mixed.addAll(1, run("b", 2, 1, 9));
            assertThat(deliver(mixed)).hasSize(4).allMatch(Delivered.class::isInstance);
            assertThat(tested.keys()).hasSize(2);
            assertThat(tested.ids()).containsExactly("a-0", "a-1", "b-0", "b-1");
        }

        @Test
        void an_object_grows_no_larger_than_it_may() throws IOException {
            try (S3UnderTest small = S3UnderTest.open(server.url(), 3000)) {
                List<Positioned> items = run("a", 20, 0, 0);
                assertThat(small.positioned().deliverPositioned(items)).allMatch(Delivered.class::isInstance);
                assertThat(small.keys()).hasSizeGreaterThan(5);
                assertThat(small.ids()).isEqualTo(idsOf(items));
            }
        }

        @Test
        void hostile_texts_arrive_whole() {
            List<Alert> corpus = Hostile.everywhere();
            assertThat(tested.sink().deliver(corpus)).containsOnly(DeliveryResult.delivered());
            assertThat(tested.ids()).isEqualTo(ids(corpus));
        }

        @Test
        void wrong_keys_make_alerts_wait_and_say_so() {
            S3Config config = new S3Config(
                    "s3",
                    Targets.loopback(URI.create(tested.front().url() + "/bucket")),
                    "us-east-1",
                    S3UnderTest.credentials("wrong"),
                    "",
                    AlertFormats.OCSF,
                    1 << 20,
                    Duration.ZERO);
            try (S3Sink sink = new S3Sink(config, InstantSource.system())) {
                assertThat(sink.deliver(List.of(alert("a"))))
                        .singleElement()
                        .isInstanceOfSatisfying(
                                Retry.class,
                                retry -> assertThat(retry.reason())
                                        .contains("403", "renew")
                                        .doesNotContain("wrong"));
            }
        }

        private List<DeliveryResult> deliver(List<Positioned> items) {
            return tested.positioned().deliverPositioned(items);
        }

        /** Every other offset is of an alert that a filter held back. */
        private List<Positioned> run(String prefix, int count, int partition, long first) {
            List<Positioned> items = new ArrayList<>();
            for (Alert alert : alerts(prefix, count, count)) {
                items.add(new Positioned(alert, "alerts", partition, first + 2L * items.size(), false));
            }
            return items;
        }

        private List<String> idsOf(List<Positioned> items) {
            return items.stream().map(item -> item.alert().id()).toList();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import static io.anchorwatch.sinks.TestAlerts.alert;
import static io.anchorwatch.sinks.TestAlerts.alerts;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.streamjobs.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChunksTest {

    private final List<List<String>> sent = new ArrayList<>();

    @Test
    void a_request_holds_no_more_alerts_than_the_target_takes() {
        assertThat(deliver(new Chunks(2, 1000), alerts("a", 5, 5))).containsOnly(DeliveryResult.delivered());
        assertThat(sent).containsExactly(List.of("a-0", "a-1"), List.of("a-2", "a-3"), List.of("a-4"));
    }

    @Test
    void a_request_holds_no_more_bytes_than_the_target_takes() {
        assertThat(deliver(new Chunks(100, 7), alerts("a", 4, 4))).containsOnly(DeliveryResult.delivered());
        assertThat(sent).containsExactly(List.of("a-0", "a-1"), List.of("a-2", "a-3"));
    }

    @Test
    void an_alert_that_is_too_large_alone_is_rejected_and_its_neighbours_go() {
        List<DeliveryResult> results =
                deliver(new Chunks(100, 7), List.of(alert("a"), alert("long-enough"), alert("b")));
        assertThat(results.get(0)).isEqualTo(DeliveryResult.delivered());
        assertThat(results.get(1)).isInstanceOf(Rejected.class);
        assertThat(results.get(2)).isEqualTo(DeliveryResult.delivered());
        assertThat(sent).containsExactly(List.of("a", "b"));
    }

    @Test
    void nothing_is_sent_behind_a_request_that_has_to_be_tried_again() {
        DeliveryResult later = DeliveryResult.retry("busy");
        List<DeliveryResult> results = new Chunks(1, 1000).deliver(alerts("a", 3, 3), ChunksTest::bytes, part -> {
            sent.add(ids(part));
            return List.of(later);
        });
        assertThat(results).hasSize(3).containsOnly(later);
        assertThat(sent).containsExactly(List.of("a-0"));
    }

    @Test
    void halving_stops_once_the_target_takes_nothing_more() {
        DeliveryResult later = DeliveryResult.retry("busy");
        List<Integer> sizes = new ArrayList<>();
        List<DeliveryResult> results = Halving.deliver(List.of(1, 2, 3, 4), part -> {
            sizes.add(part.size());
            return part.size() == 4 ? Optional.empty() : Optional.of(later);
        });
        assertThat(results).hasSize(4).containsOnly(later);
        assertThat(sizes).containsExactly(4, 2);
    }

    private List<DeliveryResult> deliver(Chunks chunks, List<Alert> batch) {
        return chunks.deliver(batch, ChunksTest::bytes, part -> {
            sent.add(ids(part));
            return DeliveryResult.all(part, DeliveryResult.delivered());
        });
    }

    private static byte[] bytes(Alert alert) {
        return alert.id().getBytes(UTF_8);
    }

    private static List<String> ids(List<Encoded> part) {
        return part.stream().map(item -> item.alert().id()).toList();
    }
}

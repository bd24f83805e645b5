// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import static io.anchorwatch.sinks.TestAlerts.alerts;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Delivered;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ContrastTest {

    private final Contrast contrast = new Contrast("check url");
    private final List<Integer> sizes = new ArrayList<>();

    @Test
    void what_is_refused_beside_what_is_taken_is_to_blame_itself_even_when_it_comes_first() {
        List<DeliveryResult> results = deliver(4, id -> id.equals("a-0"));
        assertThat(results.get(0)).isEqualTo(new Rejected("x answered 400"));
        assertThat(results.subList(1, 4)).containsOnly(DeliveryResult.delivered());
    }

    @Test
    void a_service_that_takes_nothing_makes_all_of_it_wait_and_says_what_to_look_at() {
        assertThat(deliver(3, id -> true))
                .hasSize(3)
                .allSatisfy(result -> assertThat(result)
                        .isInstanceOfSatisfying(
                                Retry.class, retry -> assertThat(retry.reason()).endsWith(": check url")));
    }

    @Test
    void a_service_that_takes_nothing_is_not_asked_for_each_alert() {
        assertThat(deliver(500, id -> true)).hasSize(500).allMatch(Retry.class::isInstance);
        assertThat(sizes).hasSizeLessThan(30);
    }

    @Test
    void a_service_that_took_something_before_may_refuse_all_of_a_batch() {
        assertThat(deliver(1, id -> false)).containsExactly(DeliveryResult.delivered());
        assertThat(deliver(64, id -> true)).hasSize(64).allMatch(Rejected.class::isInstance);
    }

    @Test
    void one_good_alert_is_found_among_many_refused_ones() {
        List<DeliveryResult> results = deliver(8, id -> !id.equals("a-7"));
        assertThat(results.subList(0, 7)).allMatch(Rejected.class::isInstance);
        assertThat(results.get(7)).isInstanceOf(Delivered.class);
    }

    private List<DeliveryResult> deliver(int count, Predicate<String> refused) {
        List<Encoded> items = alerts("a", count, count).stream()
                .map(alert -> new Encoded(alert, new byte[0]))
                .toList();
        return contrast.deliver(items, part -> {
            sizes.add(part.size());
            return part.stream().anyMatch(item -> refused.test(item.alert().id()))
                    ? new Reply.Refused("x answered 400")
                    : new Reply.Known(DeliveryResult.delivered());
        });
    }
}

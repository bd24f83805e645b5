// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.systemtests.sinks.WebhookTarget.Arrival;
import io.anchorwatch.sinks.TestAlerts;
import io.anchorwatch.streamjobs.alert.Alert;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Alerts at an even rate, and how long they took to come. */
final class AlertStream implements AutoCloseable {

    private final DispatchPlace.Sender sender;
    private final int rate;
    private final int findings;
    private final List<Alert> alerts = new ArrayList<>();
    private final Map<String, Long> sentAt = new HashMap<>();

    /**
     * A stream that has not begun.
     *
     * @param rate alerts a second
     */
    AlertStream(DispatchPlace place, int rate, int findings) {
        this.sender = place.sender();
        this.rate = rate;
        this.findings = findings;
    }

    /** Sends for that long; gives what it sent. */
    List<Alert> run(String prefix, int seconds) {
        List<Alert> part = TestAlerts.alerts(prefix, seconds * rate, findings);
        List<Future<RecordMetadata>> results = new ArrayList<>();
        long start = System.nanoTime();
        for (int i = 0; i < part.size(); i++) {
            Alert alert = part.get(i);
            awaitNanos(start + i * 1_000_000_000L / rate);
            sentAt.put(alert.id(), System.nanoTime());
            results.add(sender.send(alert));
        }
        assertThat(results).allSatisfy(Future::get);
        alerts.addAll(part);
        return part;
    }

    private static void awaitNanos(long due) {
        for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    int sent() {
        return alerts.size();
    }

    List<Alert> alerts() {
        return List.copyOf(alerts);
    }

    /** How long those alerts took, such as {@code p50 4 ms, p99 12 ms, max 30 ms}. */
    String latency(WebhookTarget target, List<Alert> of) {
        Map<String, Long> cameAt = new HashMap<>();
        for (Arrival arrival : target.arrivals()) {
            cameAt.putIfAbsent(arrival.id(), arrival.nanos());
        }
        List<Long> millis = of.stream()
                .map(alert -> (cameAt.getOrDefault(alert.id(), Long.MAX_VALUE) - sentAt.getOrDefault(alert.id(), 0L))
                        / 1_000_000)
                .sorted()
                .toList();
        return "p50 %d ms, p99 %d ms, max %d ms"
                .formatted(
                        millis.get(millis.size() / 2),
                        millis.get(millis.size() * 99 / 100),
                        millis.get(millis.size() - 1));
    }

    @Override
    public void close() {
        sender.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.NotificationSink;
import io.anchorwatch.sinks.Positioned;
import io.anchorwatch.sinks.PositionedSink;
import io.anchorwatch.sinks.Sink;
import io.anchorwatch.streamjobs.alert.Alert;
import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** Sends single alerts past the dispatcher: a test, or a dead letter. */
public final class Redelivery {

    private final Sink sink;
    private final RandomGenerator random;
    private final int tries;
    private final Latch never = new Latch();

    /**
     * To a sink.
     *
     * @param tries most tries of one alert, 1 or more
     */
    public Redelivery(Sink sink, RandomGenerator random, int tries) {
        this.sink = sink;
        this.random = random;
        this.tries = tries;
    }

    /**
     * Sends an alert, and again while the target asks for another try: the last answer.
     *
     * @param origin where it stood, as topic/partition/offset
     */
    public DeliveryResult send(Alert alert, String origin) throws InterruptedException {
        DeliveryResult result = once(alert, origin);
        for (int i = 1; i < tries && result instanceof Retry retry; i++) {
            Duration drawn = Backoff.DEFAULT.after(i, random);
            boolean stopped = never.await(drawn.compareTo(retry.after()) > 0 ? drawn : retry.after());
            result = stopped ? result : once(alert, origin);
        }
        return result;
    }

    private DeliveryResult once(Alert alert, String origin) {
        if (sink instanceof NotificationSink people) {
            return people.notify(List.of(Notification.of(alert, "direct"))).get(0);
        }
        if (sink instanceof PositionedSink placed) {
            return placed.deliverPositioned(List.of(positioned(alert, origin))).get(0);
        }
        return ((AlertSink) sink).deliver(List.of(alert)).get(0);
    }

    private static Positioned positioned(Alert alert, String origin) {
        String[] parts = origin.split("/", -1);
        boolean whole = parts.length == 3 && parts[1].matches("[0-9]{1,9}") && parts[2].matches("[0-9]{1,18}");
        return whole
                ? new Positioned(alert, parts[0] + ".again", Integer.parseInt(parts[1]), Long.parseLong(parts[2]), true)
                : new Positioned(alert, "direct", 0, 0, true);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** How many records stand on the topic behind what the consumer has read. Asked every few seconds, on the poll thread. */
final class LagGauge {

    private static final Duration PERIOD = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(2);

    private final SinkContext context;
    private final Consumer<byte[], byte[]> consumer;
    private Instant next = Instant.MIN;
    private volatile long behind;

    LagGauge(SinkContext context, Consumer<byte[], byte[]> consumer) {
        this.context = context;
        this.consumer = consumer;
        context.metrics()
                .gauge("lag", "Records on the topic not yet read for the sink, markers included", () -> behind);
    }

    void update() {
        Instant now = context.clock().instant();
        boolean setBack = next.isAfter(now.plus(PERIOD));
        if (now.isBefore(next) && !setBack) {
            return;
        }
        next = now.plus(PERIOD);
        Set<TopicPartition> assigned = consumer.assignment();
        long sum = 0;
        for (Map.Entry<TopicPartition, Long> end :
                consumer.endOffsets(assigned, TIMEOUT).entrySet()) {
            sum += Math.max(0, end.getValue() - consumer.position(end.getKey(), TIMEOUT));
        }
        behind = sum;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.memory;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.streamjobs.alert.Alert;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps alerts in memory, each once by its id, in the order of arrival.
 *
 * <p>The reference: what a target that honours the idempotency key does. Grows without bound: for demos and tests.
 * Thread-safe.
 */
public final class MemorySink implements AlertSink {

    private final String name;
    private final Map<String, Alert> byId = new LinkedHashMap<>();
    private boolean closed;

    public MemorySink(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public synchronized List<DeliveryResult> deliver(List<Alert> batch) {
        if (closed) {
            return DeliveryResult.all(batch, DeliveryResult.retry("the sink is closed"));
        }
        for (Alert alert : batch) {
            byId.putIfAbsent(alert.deliveryId(), alert);
        }
        return DeliveryResult.all(batch, DeliveryResult.delivered());
    }

    /** What has arrived so far, oldest first. */
    public synchronized List<Alert> alerts() {
        return new ArrayList<>(byId.values());
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}

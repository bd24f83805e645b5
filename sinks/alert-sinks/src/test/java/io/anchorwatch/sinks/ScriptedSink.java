// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import io.anchorwatch.sinks.DeliveryResult.Delivered;
import io.anchorwatch.streamjobs.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A sink that does as the test says and writes down, duplicates and all, what it answered as delivered. */
public final class ScriptedSink implements AlertSink {

    private final String name;
    private final Function<List<Alert>, List<DeliveryResult>> script;
    private final List<Alert> delivered = new ArrayList<>();
    private volatile boolean closed;

    public ScriptedSink(String name, Function<List<Alert>, List<DeliveryResult>> script) {
        this.name = name;
        this.script = script;
    }

    /** A sink that answers each alert for itself. */
    public static ScriptedSink each(String name, Function<Alert, DeliveryResult> answer) {
        return new ScriptedSink(name, batch -> batch.stream().map(answer).toList());
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<DeliveryResult> deliver(List<Alert> batch) {
        List<DeliveryResult> results = script.apply(batch);
        synchronized (delivered) {
            for (int i = 0; i < Math.min(results.size(), batch.size()); i++) {
                if (results.get(i) instanceof Delivered) {
                    delivered.add(batch.get(i));
                }
            }
        }
        return results;
    }

    public List<Alert> delivered() {
        synchronized (delivered) {
            return List.copyOf(delivered);
        }
    }

    public boolean isClosed() {
        return closed;
    }

    @Override
    public void close() {
        closed = true;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.console;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes alerts as a table for people. What came out of an event can do nothing to the terminal.
 *
 * <p>An alert that is delivered twice is shown twice. Closing leaves the output open: it is the caller's.
 */
public final class ConsoleSink implements AlertSink {

    private final ConsoleConfig config;
    private final Appendable out;
    private final AlertRow rows;
    private boolean headed;
    private volatile boolean closed;

    /**
     * A table on a stream or a buffer.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public ConsoleSink(ConsoleConfig config, Appendable out) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        this.out = out;
        rows = new AlertRow(config);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public List<DeliveryResult> deliver(List<Alert> batch) {
        List<DeliveryResult> results = new ArrayList<>(batch.size());
        for (Alert alert : batch) {
            results.add(deliver(alert));
        }
        return results;
    }

    private DeliveryResult deliver(Alert alert) {
        if (closed) {
            return DeliveryResult.retry("the sink is closed");
        }
        try {
            if (!headed) {
                out.append(rows.header());
                headed = true;
            }
            out.append(rows.row(alert));
        } catch (IOException e) {
            return DeliveryResult.retry(
                    "the output cannot be written: " + e.getClass().getSimpleName());
        }
        // A print stream keeps its failures to itself; asking also flushes.
        boolean failed = out instanceof PrintStream stream && stream.checkError();
        return failed ? DeliveryResult.retry("the output cannot be written") : DeliveryResult.delivered();
    }

    @Override
    public void close() {
        closed = true;
    }
}

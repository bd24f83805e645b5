// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Delivered;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.dispatch.DeadLetters.DeadLetterException;
import io.anchorwatch.sinks.dispatch.SinkCalls.Call;
import io.anchorwatch.streamjobs.alert.Alert;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings every item of a batch to its end, however long the sink takes. Runs on the sink's own thread.
 *
 * <p>It goes in waves: each wave holds the first open alert of each finding. An alert that must wait holds back the
 * later ones of its own finding, and nothing else.
 */
final class BatchWorker {

    private static final Logger LOG = LoggerFactory.getLogger(BatchWorker.class);

    /** How often a sink may fail with a bug on one alert alone before the alert counts as poison. */
    private static final int MOST_CRASHES = 3;

    private final SinkContext context;
    private final DeadLetters deadLetters;
    private final SinkCalls calls;
    private final boolean keepsOrder;
    private final Latch stop;
    private volatile SinkHealth health;

    BatchWorker(SinkContext context, DeadLetters deadLetters, SinkCalls calls, boolean keepsOrder, Latch stop) {
        this.context = context;
        this.deadLetters = deadLetters;
        this.calls = calls;
        this.keepsOrder = keepsOrder;
        this.stop = stop;
        health = SinkHealth.good(context.sink());
    }

    /** What the last wave said about the sink. */
    SinkHealth health() {
        return health;
    }

    /** Returns when every item is final or when it was told to stop. */
    void run(Batch batch) throws InterruptedException {
        filter(batch);
        int failures = 0;
        int width = Integer.MAX_VALUE;
        while (!stop.isReleased()) {
            List<Item> wave = batch.nextWave(width, keepsOrder && width > 1);
            if (wave.isEmpty()) {
                return;
            }
            WaveReport report = new WaveReport();
            tryWave(batch, wave, report);
            if (report.crashed()) {
                // One alert may be the cause: from here on each goes alone, until the batch is done.
                width = 1;
            }
            failures = report.isGood() ? 0 : failures + 1;
            afterWave(report, failures);
        }
    }

    private void afterWave(WaveReport report, int failures) throws InterruptedException {
        if (report.isGood()) {
            health = SinkHealth.good(context.sink());
            return;
        }
        String reason = OneLine.of(report.reason());
        health = new SinkHealth(context.sink(), false, "retrying, " + failures + " times so far: " + reason);
        Duration drawn = context.config().retry().after(failures, context.random());
        Duration wait = drawn.compareTo(report.after()) > 0 ? drawn : report.after();
        LOG.warn("sink {} does not take alerts, next try in {}: {}", context.sink(), wait, reason);
        if (stop.await(wait)) {
            LOG.info("sink {} stops while it waits for another try", context.sink());
        }
    }

    private void filter(Batch batch) {
        for (Item item : batch.items()) {
            Alert alert = item.alert();
            if (alert != null && !isWanted(alert)) {
                batch.settle(item, Outcome.FILTERED);
            }
        }
    }

    private boolean isWanted(Alert alert) {
        return context.route().matcher().matches(alert)
                && context.routing().routeTo(context.sink(), alert).isPresent();
    }

    private void tryWave(Batch batch, List<Item> wave, WaveReport report) throws InterruptedException {
        List<Item> sent = wave.stream()
                .filter(item -> item.deadReason() == null && item.alert() != null)
                .toList();
        if (!sent.isEmpty()) {
            for (Call call : calls.run(sent)) {
                take(batch, call, report);
            }
        }
        for (Item item : wave) {
            bury(batch, item, report);
        }
    }

    private void take(Batch batch, Call call, WaveReport report) {
        call.items().forEach(Item::setTried);
        if (!call.bug().isEmpty()) {
            report.crash("a bug in the sink: " + call.bug());
            context.metrics().retried(call.items().size());
            if (call.items().size() == 1 && call.items().get(0).crashed() >= MOST_CRASHES) {
                call.items().get(0).condemn("the sink fails on it with a bug: " + call.bug());
            }
            return;
        }
        for (int i = 0; i < call.results().size(); i++) {
            take(batch, call.items().get(i), call.results().get(i), report);
        }
    }

    private void take(Batch batch, Item item, DeliveryResult result, WaveReport report) {
        if (result instanceof Delivered) {
            batch.settle(item, Outcome.DELIVERED);
        } else if (result instanceof Retry retry) {
            context.metrics().retried(1);
            report.retry(retry.after(), retry.reason());
        } else if (result instanceof Rejected rejected) {
            item.condemn(rejected.reason());
        }
    }

    private void bury(Batch batch, Item item, WaveReport report) throws InterruptedException {
        String reason = item.deadReason();
        if (reason == null) {
            return;
        }
        try {
            deadLetters.store(item, reason);
            batch.settle(item, Outcome.REJECTED);
            LOG.warn(
                    "sink {}: {} at offset {} went to the dead letters: {}",
                    context.sink(),
                    item.partition(),
                    item.source().offset(),
                    OneLine.of(reason));
        } catch (DeadLetterException e) {
            LOG.warn("sink {}: a dead letter could not be stored", context.sink(), e);
            report.retry(Duration.ZERO, String.valueOf(e.getMessage()));
        }
    }
}

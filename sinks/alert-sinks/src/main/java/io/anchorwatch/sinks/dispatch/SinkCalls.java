// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Positioned;
import io.anchorwatch.sinks.PositionedSink;
import io.anchorwatch.streamjobs.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Calls a sink with parts of a wave, as many at once as are of use. {@link #running} and interrupting are for any thread. */
final class SinkCalls implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SinkCalls.class);

    private final SinkContext context;
    private final AlertSink sink;
    private final Concurrency concurrency;
    private final ExecutorService threads;
    private final Set<CallGuard> guards = ConcurrentHashMap.newKeySet();

    SinkCalls(SinkContext context, AlertSink sink) {
        this.context = context;
        this.sink = sink;
        concurrency =
                new Concurrency(sink.traits().keepsOrder() ? 1 : sink.traits().mostConcurrent());
        threads = Executors.newCachedThreadPool(work -> Threads.daemon("sink-" + context.sink() + "-call", work));
    }

    /**
     * What one call gave.
     *
     * @param results as many as items, or none when the sink failed with a bug
     * @param bug what the bug was; empty for none
     */
    record Call(List<Item> items, List<DeliveryResult> results, String bug, Duration took) {

        boolean isGood() {
            return bug.isEmpty() && results.stream().noneMatch(Retry.class::isInstance);
        }
    }

    /** Calls until every item has been tried once. */
    List<Call> run(List<Item> items) throws InterruptedException {
        int size = Math.min(sink.traits().mostAlerts(), context.config().batchSize());
        Deque<List<Item>> parts = new ArrayDeque<>();
        for (int from = 0; from < items.size(); from += size) {
            parts.add(items.subList(from, Math.min(items.size(), from + size)));
        }
        if (parts.size() == 1 || sink.traits().keepsOrder()) {
            return inTurn(parts);
        }
        return atOnce(parts);
    }

    /** In order, and not beyond a part of which something has to wait. */
    private List<Call> inTurn(Deque<List<Item>> parts) {
        List<Call> calls = new ArrayList<>();
        for (List<Item> part : parts) {
            Call call = call(part);
            calls.add(call);
            if (!call.isGood()) {
                break;
            }
        }
        return calls;
    }

    private List<Call> atOnce(Deque<List<Item>> parts) throws InterruptedException {
        ExecutorCompletionService<Call> completion = new ExecutorCompletionService<>(threads);
        List<Call> calls = new ArrayList<>();
        int inFlight = 0;
        boolean good = true;
        while (inFlight > 0 || (good && !parts.isEmpty())) {
            while (good && !parts.isEmpty() && inFlight < concurrency.limit()) {
                List<Item> part = parts.remove();
                completion.submit(() -> call(part));
                inFlight++;
            }
            Call call = take(completion);
            concurrency.learn(call.isGood(), call.took(), inFlight);
            inFlight--;
            calls.add(call);
            // What the target did not take now it would not take a moment later either.
            good = good && call.isGood();
        }
        return calls;
    }

    private static Call take(ExecutorCompletionService<Call> completion) throws InterruptedException {
        try {
            return completion.take().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("a call of a sink catches what the sink throws", e);
        }
    }

    private Call call(List<Item> items) {
        CallGuard guard = new CallGuard(context.clock());
        guards.add(guard);
        Instant start = context.clock().instant();
        String bug = "";
        List<DeliveryResult> results = List.of();
        guard.begin();
        try {
            results = deliver(items);
            if (results.size() != items.size()) {
                bug = results.size() + " answers for " + items.size() + " alerts";
                results = List.of();
            }
        } catch (RuntimeException e) {
            LOG.error("sink {} failed with a bug", context.sink(), e);
            bug = e.getClass().getName();
        } finally {
            guard.end();
            guards.remove(guard);
        }
        return new Call(
                items, results, bug, Duration.between(start, context.clock().instant()));
    }

    private List<DeliveryResult> deliver(List<Item> items) {
        List<Alert> alerts = new ArrayList<>(items.size());
        List<Positioned> positioned = new ArrayList<>(items.size());
        for (Item item : items) {
            Alert alert = item.readable();
            alerts.add(alert);
            positioned.add(new Positioned(
                    alert,
                    item.source().topic(),
                    item.source().partition(),
                    item.source().offset(),
                    item.tried()));
        }
        if (sink instanceof PositionedSink placed) {
            return placed.deliverPositioned(List.copyOf(positioned));
        }
        return sink.deliver(List.copyOf(alerts));
    }

    /** How many calls at once have been of use. */
    int limit() {
        return concurrency.limit();
    }

    /** How long the longest call has been running; zero when there is none. */
    Duration running() {
        return guards.stream().map(CallGuard::running).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    /** Interrupts calls that have been running longer, each once. */
    void interruptLonger(Duration than) {
        for (CallGuard guard : guards) {
            if (guard.running().compareTo(than) > 0) {
                guard.interrupt();
            }
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.NotificationSink;
import io.anchorwatch.sinks.notify.Entry;
import io.anchorwatch.sinks.notify.Message;
import io.anchorwatch.sinks.route.Routing;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings messages to a sink, one wave at a time, on a thread of its own; decides when the next may go. */
final class Sender implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sender.class);
    private static final int MOST_CRASHES = 3;

    private final SinkContext context;
    private final NotificationSink sink;
    private final Routing routing;
    private final CallGuard guard;
    private final ExecutorService thread;
    private final Map<String, Integer> crashes = new HashMap<>();
    private List<Message> wave = List.of();
    private @Nullable Future<List<DeliveryResult>> flight;
    private Instant notBefore = Instant.MIN;
    private Duration pause = Duration.ZERO;
    private int failures;
    private int width;
    private volatile SinkHealth health;

    Sender(SinkContext context, NotificationSink sink, Routing routing) {
        this.context = context;
        this.sink = sink;
        this.routing = routing;
        guard = new CallGuard(context.clock());
        thread = Threads.single("sink-" + context.sink());
        width = sink.traits().mostAlerts();
        health = SinkHealth.good(context.sink());
    }

    /** What became of a wave. */
    record Landed(List<Message> delivered, Map<Message, String> dead) {

        static final Landed NOTHING = new Landed(List.of(), Map.of());
    }

    boolean isBusy() {
        return flight != null;
    }

    SinkHealth health() {
        Duration running = guard.running();
        if (running.compareTo(context.config().sinkTimeout()) > 0) {
            return new SinkHealth(context.sink(), false, "has not answered for " + running.toSeconds() + " s");
        }
        return health;
    }

    /** Sends the first message of each key, unless a wave is under way or it is too early. */
    void send(Collection<Message> due) {
        if (flight != null || due.isEmpty() || isTooEarly(context.clock().instant())) {
            return;
        }
        Set<String> keys = new HashSet<>();
        List<Message> next = new ArrayList<>();
        for (Message message : due) {
            if (next.size() < width && keys.add(message.key())) {
                next.add(message);
            }
        }
        wave = List.copyOf(next);
        List<Notification> told = next.stream().map(this::notification).toList();
        flight = thread.submit(() -> call(told));
    }

    private boolean isTooEarly(Instant now) {
        if (notBefore.isAfter(now.plus(pause))) {
            // The clock was set back.
            notBefore = now.plus(pause);
        }
        return now.isBefore(notBefore);
    }

    private Notification notification(Message message) {
        return new Notification(
                message.id(),
                message.key(),
                message.route(),
                message.group(),
                message.entries().stream().map(Entry::alert).toList(),
                message.held(),
                routing.template(message.route()));
    }

    private List<DeliveryResult> call(List<Notification> told) {
        guard.begin();
        try {
            return sink.notify(told);
        } finally {
            guard.end();
        }
    }

    /** What has come back within the time; nothing while the wave is under way. */
    Landed land(Duration most) throws InterruptedException {
        Future<List<DeliveryResult>> current = flight;
        if (current == null) {
            return Landed.NOTHING;
        }
        if (guard.running().compareTo(context.config().sinkTimeout()) > 0) {
            guard.interrupt();
        }
        List<DeliveryResult> results;
        try {
            results = current.get(most.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return Landed.NOTHING;
        } catch (ExecutionException e) {
            LOG.error("sink {} failed with a bug", context.sink(), e);
            return crashed(String.valueOf(e.getCause()));
        }
        if (results.size() != wave.size()) {
            return crashed(results.size() + " answers for " + wave.size() + " messages");
        }
        return settled(results);
    }

    private Landed settled(List<DeliveryResult> results) {
        List<Message> delivered = new ArrayList<>();
        Map<Message, String> dead = new HashMap<>();
        WaveReport report = new WaveReport();
        for (int i = 0; i < results.size(); i++) {
            DeliveryResult result = results.get(i);
            if (result instanceof Retry retry) {
                context.metrics().retried(1);
                report.retry(retry.after(), retry.reason());
            } else if (result instanceof Rejected rejected) {
                dead.put(wave.get(i), rejected.reason());
            } else {
                delivered.add(wave.get(i));
            }
        }
        // As long as some get through, the target is up.
        end(report, delivered.isEmpty());
        return new Landed(delivered, dead);
    }

    /** Each goes alone from here on; one that trips the sink thrice is poison. */
    private Landed crashed(String bug) {
        WaveReport report = new WaveReport();
        report.crash("a bug in the sink: " + OneLine.of(bug));
        Map<Message, String> dead = new HashMap<>();
        if (wave.size() == 1 && crashes.merge(wave.get(0).id(), 1, Integer::sum) >= MOST_CRASHES) {
            dead.put(wave.get(0), "the sink fails on it with a bug: " + OneLine.of(bug));
            // Without it the others may go together again.
            crashes.remove(wave.get(0).id());
        }
        width = 1;
        end(report, true);
        return new Landed(List.of(), dead);
    }

    private void end(WaveReport report, boolean nothingThrough) {
        flight = null;
        wave = List.of();
        if (report.isGood()) {
            failures = 0;
            width = crashes.isEmpty() ? sink.traits().mostAlerts() : width;
            health = SinkHealth.good(context.sink());
            return;
        }
        failures = nothingThrough ? failures + 1 : 1;
        String reason = OneLine.of(report.reason());
        Duration drawn = context.config().retry().after(failures, context.random());
        pause = drawn.compareTo(report.after()) > 0 ? drawn : report.after();
        notBefore = context.clock().instant().plus(pause);
        health = new SinkHealth(context.sink(), false, "retrying, " + failures + " times so far: " + reason);
        LOG.warn("sink {} does not take messages, next try in {}: {}", context.sink(), pause, reason);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}

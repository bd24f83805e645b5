// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.alertmanager;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Delivered;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.NotificationSink;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.SinkTraits.Idempotency;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells Alertmanager, and keeps telling it of findings that go on: an alert there ends by itself when it is not told again
 * within its time to live. Delivered means that as many servers took it as the configuration asks for.
 *
 * <p>What goes on is known in memory only. After a restart the findings told before live until their time is over.
 */
public final class AlertmanagerSink implements NotificationSink {

    private static final Logger LOG = LoggerFactory.getLogger(AlertmanagerSink.class);

    /** About 4 kB each. */
    static final int MOST_OPEN = 5_000;

    private final AlertmanagerConfig config;
    private final InstantSource clock;
    private final Cluster cluster;
    private final Firings firings;

    /** What goes on; only under the lock, which a delivery and the timer hold while they send. */
    private final OpenFindings open;

    private final ReentrantLock sending = new ReentrantLock();
    private final AtomicBoolean released = new AtomicBoolean();
    private final Timer timer;

    /**
     * A sink for good settings.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public AlertmanagerSink(AlertmanagerConfig config, InstantSource clock) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        this.clock = clock;
        cluster = new Cluster(config.peers(), config.quorum(), clock);
        firings = new Firings(config);
        open = new OpenFindings(MOST_OPEN, config.keep());
        // Two may get lost before anything ends.
        Duration every = config.ttl().dividedBy(3);
        timer = new Timer("sink-" + config.name() + "-again", every, this::tellAgain);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SinkTraits traits() {
        return SinkTraits.DEFAULT.batches(50).idempotent(Idempotency.NATIVE);
    }

    @Override
    public Optional<String> probe() {
        return cluster.probe();
    }

    @Override
    public List<DeliveryResult> notify(List<Notification> messages) {
        sending.lock();
        try {
            forgetIfReleased();
            return send(messages);
        } finally {
            forgetIfReleased();
            sending.unlock();
        }
    }

    private List<DeliveryResult> send(List<Notification> messages) {
        Instant now = clock.instant();
        List<Firing> all = new ArrayList<>();
        List<Integer> ends = new ArrayList<>();
        Map<String, Firing> latest = new HashMap<>();
        for (Notification message : messages) {
            for (Firing firing : firings.of(message)) {
                endOther(firing, latest).ifPresent(all::add);
                all.add(firing);
            }
            ends.add(all.size());
        }
        List<DeliveryResult> answers = cluster.post(posted(all, now));
        List<DeliveryResult> results = new ArrayList<>(messages.size());
        int from = 0;
        for (int to : ends) {
            DeliveryResult result = Cluster.worst(answers.subList(from, to));
            results.add(result);
            if (result instanceof Delivered) {
                all.subList(from, to).forEach(firing -> open.told(firing, now));
            }
            from = to;
        }
        return results;
    }

    /** With another severity a finding is another alert: what it was before ends. */
    private Optional<Firing> endOther(Firing firing, Map<String, Firing> latest) {
        Firing before = latest.put(firing.finding(), firing);
        Optional<Firing> last = before == null ? open.last(firing.finding()) : Optional.of(before);
        return last.filter(other -> !other.over() && !other.labels().equals(firing.labels()))
                .map(Firing::ended);
    }

    private List<ObjectNode> posted(List<Firing> all, Instant now) {
        return all.stream()
                .map(firing -> firing.json(now, now.plus(config.ttl())))
                .toList();
    }

    /** Under the lock, so that it never comes after the end of what it tells. */
    void tellAgain() {
        sending.lock();
        try {
            forgetIfReleased();
            Instant now = clock.instant();
            List<Firing> alive = open.alive(now);
            long untold = cluster.post(posted(alive, now)).stream()
                    .filter(result -> !(result instanceof Delivered))
                    .count();
            if (untold > 0) {
                LOG.warn(
                        "sink {}: {} of {} findings that go on could not be told again; they end after {} unless that"
                                + " succeeds",
                        config.name(),
                        untold,
                        alive.size(),
                        config.ttl());
            }
        } finally {
            sending.unlock();
        }
    }

    /** Another process may hear of the end of what is kept here: it must not come back. */
    @Override
    public void released() {
        released.set(true);
    }

    private void forgetIfReleased() {
        if (released.getAndSet(false)) {
            open.clear();
        }
    }

    /** Ends nothing at Alertmanager: what goes on goes on. */
    @Override
    public void close() {
        timer.close();
        cluster.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.publish.KafkaEventPublisher;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertDecodeResult;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** From when the later of an object change and its audit event is published to when its committed alert is read. */
final class JoinBench {

    /** The shipped rule on templates of privileged pods. */
    private static final String RULE = "workload-privileged-template";

    private static final long EVERY_MS = 20;
    private static final int NAMESPACES = 20;
    private static final long FIRST_VERSION = 200_000_000;
    private static final Duration POLL = Duration.ofMillis(5);

    private final MadeUpObjects objects = new MadeUpObjects();
    private final AlertCodec codec = new AlertCodec();
    private final KafkaEventPublisher publisher;
    private final ScheduledExecutorService clock;
    private final PrintWriter out;
    private final Map<String, Long> publishedNanos = new ConcurrentHashMap<>();
    private final Map<String, Long> tookNanos = new HashMap<>();
    private final Set<String> firstWithActor = new HashSet<>();
    private final Set<String> withActor = new HashSet<>();

    JoinBench(KafkaEventPublisher publisher, ScheduledExecutorService clock, PrintWriter out) {
        this.publisher = publisher;
        this.clock = clock;
        this.out = out;
    }

    /**
     * What is measured.
     *
     * @param title in words
     * @param count Deployments, one every 20 ms
     * @param level of the audit events; empty for none
     * @param delay from the object change to the audit event, whose time stays that of the change
     * @param within how long alerts are waited for after the last event
     */
    record Trial(String title, int count, String level, Duration delay, Duration within) {}

    /** Runs one after the other; {@code alerts} stands at the end of the topic. */
    void run(List<Trial> trials, KafkaConsumer<byte[], byte[]> alerts) {
        for (int number = 0; number < trials.size(); number++) {
            run(number, trials.get(number), alerts);
        }
    }

    private void run(int number, Trial trial, KafkaConsumer<byte[], byte[]> alerts) {
        publishedNanos.clear();
        tookNanos.clear();
        firstWithActor.clear();
        withActor.clear();
        for (int i = 0; i < trial.count(); i++) {
            int index = i;
            var unused = clock.schedule(() -> create(number, index, trial), i * EVERY_MS, TimeUnit.MILLISECONDS);
        }
        long all = trial.count() * EVERY_MS + trial.delay().toMillis();
        long end = System.nanoTime()
                + TimeUnit.MILLISECONDS.toNanos(all)
                + trial.within().toNanos();
        long earliest = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(all + 1_000);
        while (System.nanoTime() < earliest || (tookNanos.size() < trial.count() && System.nanoTime() < end)) {
            alerts.poll(POLL).forEach(this::receive);
        }
        print(trial);
    }

    private void create(int number, int index, Trial trial) {
        Instant time = Instant.now();
        String name = "tool-" + number + "-" + index;
        String namespace = "shop-" + index % NAMESPACES;
        String object = MadeUpObjects.deployment(namespace, name, FIRST_VERSION + number * 100_000L + index);
        publish(name, objects.created(object, time));
        if (!trial.level().isEmpty()) {
            ClusterEvent request = objects.creation(trial.level(), namespace, name, object, time);
            var unused =
                    clock.schedule(() -> publish(name, request), trial.delay().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private void publish(String name, ClusterEvent event) {
        publishedNanos.put(name, System.nanoTime());
        var unused = publisher.publish(List.of(EventRecord.of(event, Instant.now())));
    }

    private void receive(ConsumerRecord<byte[], byte[]> record) {
        long now = System.nanoTime();
        if (codec.decode(record.value()) instanceof AlertDecodeResult.Decoded decoded
                && decoded.alert().rule().id().equals(RULE)) {
            Alert alert = decoded.alert();
            String name = alert.target().name();
            Long published = publishedNanos.get(name);
            boolean known = alert.actor().name().equals(MadeUpObjects.ACTOR);
            if (published != null && tookNanos.putIfAbsent(name, now - published) == null && known) {
                firstWithActor.add(name);
            }
            if (published != null && known) {
                withActor.add(name);
            }
        }
    }

    private void print(Trial trial) {
        long[] took = tookNanos.values().stream().mapToLong(nanos -> nanos).toArray();
        out.printf(Locale.ROOT, "%s: %d of %d told", trial.title(), took.length, trial.count());
        if (took.length > 0) {
            out.printf(
                    Locale.ROOT,
                    ", p50 %,.0f ms, p99 %,.0f ms, actor known %.0f %% at first, %.0f %% in the end",
                    Measure.percentile(took, 0.5) / 1e6,
                    Measure.percentile(took, 0.99) / 1e6,
                    100.0 * firstWithActor.size() / took.length,
                    100.0 * withActor.size() / took.length);
        }
        out.println();
        out.flush();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.deploy.cli.TemporaryFolder;
import io.anchorwatch.deploy.cli.Topics;
import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.publish.KafkaEventPublisher;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJob;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** {@code bench --objects}: broker, job and sender in this process; state first, then the join with audit events. */
final class ObjectsBench {

    static final String BROKER = "kafka";
    static final String JOB = "bench-objects";

    private static final int PARTITIONS = 3;
    private static final Duration FOREVER = Duration.ofDays(36_500);
    private static final Duration AT_ONCE = Duration.ofMillis(5);
    private static final Duration LATE = Duration.ofSeconds(30);
    private static final Duration WITHIN = Duration.ofSeconds(20);
    private static final int LARGE = 10_000;
    private static final long TRICKLE_MS = 25;
    private static final int TRICKLE_PODS = 60;

    private final int count;
    private final RuleSet rules;
    private final PrintWriter out;
    private final PrintWriter err;

    ObjectsBench(int count, RuleSet rules, PrintWriter out, PrintWriter err) {
        this.count = count;
        this.rules = rules;
        this.out = out;
        this.err = err;
    }

    void run() throws InterruptedException {
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
        try (TemporaryFolder folder = TemporaryFolder.create("anchorwatch-bench");
                EmbeddedBroker broker = EmbeddedBroker.start(folder.path().resolve(BROKER), 0)) {
            Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
            Topics.ensure(kafka, PARTITIONS, (short) 1, FOREVER);
            MeterRegistry registry = new SimpleMeterRegistry();
            try (KafkaEventPublisher publisher = publisher(broker.bootstrapServers());
                    DetectionJob job = DetectionJob.start(job(broker, folder.path()), rules, registry)) {
                StateBench state = new StateBench(count, publisher, registry, out, err);
                state.baseline(folder.path());
                var requests = clock.scheduleAtFixedRate(
                        new Trickle(publisher)::request, 0, TRICKLE_MS, TimeUnit.MILLISECONDS);
                state.changes();
                var changes =
                        clock.scheduleAtFixedRate(new Trickle(publisher)::change, 0, TRICKLE_MS, TimeUnit.MILLISECONDS);
                try (var alerts = AlertLatency.openAtEnd(broker.bootstrapServers())) {
                    new JoinBench(publisher, clock, out).run(trials(), alerts);
                }
                requests.cancel(true);
                changes.cancel(true);
                if (!job.problem().isEmpty()) {
                    throw new IllegalStateException(job.problem());
                }
            } finally {
                clock.shutdownNow();
            }
        }
    }

    /** What has to wait takes a minute and more: not worth it beside few objects. */
    private List<JoinBench.Trial> trials() {
        int number = Math.min(300, Math.max(20, count / 20));
        List<JoinBench.Trial> trials = new ArrayList<>();
        trials.add(new JoinBench.Trial("audit shows the object", number, "RequestResponse", AT_ONCE, WITHIN));
        if (count >= LARGE) {
            trials.add(new JoinBench.Trial("audit of level Metadata", number, "Metadata", AT_ONCE, WITHIN));
            trials.add(new JoinBench.Trial("audit shows the object, 30 s late", 20, "RequestResponse", LATE, WITHIN));
            trials.add(new JoinBench.Trial("audit of level Metadata, 30 s late", 20, "Metadata", LATE, WITHIN));
            trials.add(new JoinBench.Trial("no audit at all", number, "", Duration.ZERO, LATE));
        }
        return trials;
    }

    private static KafkaEventPublisher publisher(String bootstrap) {
        return new KafkaEventPublisher(
                Map.of("bootstrap.servers", bootstrap, "delivery.timeout.ms", "120000", "max.block.ms", "60000"));
    }

    private static DetectionJobConfig job(EmbeddedBroker broker, Path folder) {
        DetectionJobConfig standard = DetectionJobConfig.of(broker.bootstrapServers(), folder);
        return new DetectionJobConfig(
                standard.bootstrap(),
                JOB,
                folder.resolve(JOB),
                1,
                standard.commitInterval(),
                DetectionJobConfig.Correlation.LIVE,
                true,
                Map.of());
    }

    /** Something harmless all the time, as every cluster has: event time goes on with it. */
    private static final class Trickle {

        private final MadeUpObjects objects = new MadeUpObjects();
        private final KafkaEventPublisher publisher;
        private long index;

        Trickle(KafkaEventPublisher publisher) {
            this.publisher = publisher;
        }

        void request() {
            Instant now = Instant.now();
            var unused = publisher.publish(List.of(EventRecord.of(objects.read("read-" + ++index, now), now)));
        }

        void change() {
            Instant now = Instant.now();
            var state = new MadeUpObjects.PodState(++index, "stable", now);
            ObjectChange change = objects.pod(
                    ObjectChange.Type.MODIFIED, ObjectChange.Origin.WATCH, "quiet-", index % TRICKLE_PODS, state, now);
            var unused = publisher.publish(List.of(EventRecord.of(change, now)));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.deploy.cli.TemporaryFolder;
import io.anchorwatch.deploy.cli.Topics;
import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.publish.KafkaEventPublisher;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.job.InMemoryJob;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJob;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;

/** The whole way through an embedded broker and the Kafka Streams job, beside a bare copy of the same records. */
final class PipelineBench {

    private static final int PARTITIONS = 3;
    private static final int BATCH = 500;
    private static final Duration FOREVER = Duration.ofDays(36_500);
    private static final Duration WARM_UP = Duration.ofSeconds(5);

    /**
     * What is measured.
     *
     * @param events events in the topic for each round of throughput
     * @param rounds rounds of throughput; one more goes before them to warm up
     * @param threads stream threads, one number or several side by side
     * @param rate events per second while latency is measured
     * @param seconds how long latency is measured
     */
    record Load(int events, int rounds, List<Integer> threads, int rate, int seconds) {}

    private final Load load;
    private final RepeatedEvents events;
    private final RuleSet rules;
    private final PrintWriter out;
    private final PrintWriter err;

    PipelineBench(Load load, List<byte[]> lines, RuleSet rules, PrintWriter out, PrintWriter err) {
        this.load = load;
        this.events = new RepeatedEvents(lines);
        this.rules = rules;
        this.out = out;
        this.err = err;
    }

    void run() throws InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create("anchorwatch-bench");
                EmbeddedBroker broker = EmbeddedBroker.start(folder.path().resolve("kafka"), 0)) {
            String bootstrap = broker.bootstrapServers();
            Topics.ensure(Map.of("bootstrap.servers", bootstrap), PARTITIONS, (short) 1, FOREVER);
            broker.createTopics(List.of(new NewTopic(BareCopy.TOPIC, PARTITIONS, (short) 1)
                    .configs(Map.of("message.timestamp.before.max.ms", Long.toString(Long.MAX_VALUE)))));
            throughput(bootstrap, folder.path());
            latency(bootstrap, folder.path());
        }
    }

    private void throughput(String bootstrap, Path folder) throws InterruptedException {
        publish(bootstrap);
        List<Double> bare = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        Map<Integer, List<Double>> whole = new TreeMap<>();
        Map<Integer, List<Double>> ratios = new TreeMap<>();
        try (GroupProgress progress = new GroupProgress(bootstrap)) {
            for (int round = 0; round <= load.rounds(); round++) {
                double copied = copy(bootstrap, "bench-copy-" + round, progress);
                double inLoop = loop();
                err.printf(Locale.ROOT, "round %d: bare copy %,.0f/s, plain loop %,.0f/s", round, copied, inLoop);
                if (round > 0) {
                    bare.add(copied);
                    plain.add(inLoop);
                }
                for (int threads : load.threads()) {
                    String name = "bench-job-" + round + "-" + threads;
                    double judged = judge(job(bootstrap, name, threads, folder), progress);
                    err.printf(Locale.ROOT, ", job with %d threads %,.0f/s", threads, judged);
                    if (round > 0) {
                        whole.computeIfAbsent(threads, unused -> new ArrayList<>())
                                .add(judged);
                        ratios.computeIfAbsent(threads, unused -> new ArrayList<>())
                                .add(judged / copied);
                    }
                }
                err.println();
                err.flush();
            }
        }
        out.printf(
                Locale.ROOT,
                "%,d events through Kafka, exactly once, medians of %d rounds%n"
                        + "bare copy                %,10.0f events/s%n"
                        + "plain loop, no Kafka     %,10.0f events/s%n",
                load.events(),
                load.rounds(),
                median(bare),
                median(plain));
        whole.forEach((threads, rates) -> out.printf(
                Locale.ROOT,
                "job, %2d stream threads   %,10.0f events/s, %.2f of the bare copy%n",
                threads,
                median(rates),
                median(ratios.getOrDefault(threads, List.of(0.0)))));
        out.flush();
    }

    private void publish(String bootstrap) {
        try (KafkaEventPublisher publisher = new KafkaEventPublisher(
                Map.of("bootstrap.servers", bootstrap, "delivery.timeout.ms", "120000", "max.block.ms", "60000"))) {
            List<EventRecord> batch = new ArrayList<>();
            for (int i = 0; i < load.events(); i++) {
                var event = events.at(i);
                batch.add(EventRecord.of(event, event.time()));
                if (batch.size() == BATCH || i == load.events() - 1) {
                    publisher.publish(List.copyOf(batch)).join();
                    batch.clear();
                }
            }
        }
    }

    /** The same events without Kafka, as a local replay judges them. */
    private double loop() {
        InMemoryJob job = new InMemoryJob(rules, CorrelationSettings.settledInOnePlace(), alert -> {});
        long start = System.nanoTime();
        for (int i = 0; i < load.events(); i++) {
            var event = events.at(i);
            job.accept(event.cluster(), event.id().value(), event.json(), event.time());
        }
        job.finish();
        return load.events() * 1e9 / (System.nanoTime() - start);
    }

    private double copy(String bootstrap, String group, GroupProgress progress) throws InterruptedException {
        Duration commitInterval = DetectionJobConfig.of(bootstrap, Path.of("")).commitInterval();
        BareCopy copy = BareCopy.start(bootstrap, group, commitInterval);
        try {
            return progress.perSecond(group, load.events());
        } finally {
            copy.stop();
        }
    }

    private double judge(DetectionJobConfig config, GroupProgress progress) throws InterruptedException {
        try (DetectionJob job = DetectionJob.start(config, rules, new SimpleMeterRegistry())) {
            double perSecond = progress.perSecond(config.applicationId(), load.events());
            if (!job.problem().isEmpty()) {
                throw new IllegalStateException(job.problem());
            }
            return perSecond;
        }
    }

    private void latency(String bootstrap, Path folder) throws InterruptedException {
        DetectionJobConfig config =
                job(bootstrap, "bench-latency", load.threads().get(0), folder);
        try (DetectionJob job = DetectionJob.start(config, rules, new SimpleMeterRegistry());
                GroupProgress progress = new GroupProgress(bootstrap)) {
            progress.perSecond(config.applicationId(), load.events());
            List<Long> sorted = new AlertLatency(bootstrap)
                    .measure(events, load.events(), load.rate(), WARM_UP, Duration.ofSeconds(load.seconds()));
            if (sorted.isEmpty()) {
                throw new IllegalStateException("no event of the file is alerted on " + job.problem());
            }
            out.printf(
                    Locale.ROOT,
                    "event to committed alert at %,d events/s for %d s, %,d alerts%n"
                            + "p50 %,d ms, p99 %,d ms, max %,d ms%n",
                    load.rate(),
                    load.seconds(),
                    sorted.size(),
                    ms(sorted, 0.50),
                    ms(sorted, 0.99),
                    ms(sorted, 1));
        }
    }

    private DetectionJobConfig job(String bootstrap, String name, int threads, Path folder) {
        return new DetectionJobConfig(
                bootstrap,
                name,
                folder.resolve(name),
                threads,
                DetectionJobConfig.of(bootstrap, folder).commitInterval(),
                DetectionJobConfig.Correlation.LIVE,
                true,
                Map.of());
    }

    private static long ms(List<Long> sorted, double part) {
        return sorted.get((int) ((sorted.size() - 1) * part)) / 1_000_000;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }
}

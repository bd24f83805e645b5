// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import io.anchorwatch.deploy.systemtests.service.ChildJvm;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJob;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Several instances of the Kafka Streams job that share the work while events come: one joins, one is killed ({@code
 * kill -9}), one leaves, and a copy of the state takes over each time.
 */
record SharedStreamsEngine() implements Engine {

    private static final Logger LOG = LoggerFactory.getLogger(SharedStreamsEngine.class);
    private static final int PARTITIONS = 8;
    private static final int PARTS = 5;

    @Override
    public String name() {
        return "kafka-streams, " + PARTITIONS + " partitions, instances join, leave and are killed";
    }

    @Override
    public List<Alert> run(SeededCorpus corpus, Path folder) throws Exception {
        try (Broker broker = new Broker(folder, PARTITIONS)) {
            broker.publishItems(part(corpus, 0));
            try (Instance last = Instance.start(broker, "last")) {
                try (Instance leaves = Instance.start(broker, "leaves")) {
                    last.awaitShares("active");
                    leaves.awaitShares("active");
                    leaves.awaitShares("standby");
                    broker.publishItems(part(corpus, 1));
                    killed(broker, part(corpus, 2), folder.resolve("killed.log"));
                    broker.publishItems(part(corpus, 3));
                    leaves.awaitWork();
                }
                broker.publishItems(part(corpus, 4));
                List<Alert> alerts = broker.drain();
                LOG.info("the last instance read {} events", last.read());
                return alerts;
            }
        }
    }

    private static void killed(Broker broker, List<ReplayItem.Event> meanwhile, Path log) throws Exception {
        try (ChildJvm killed = JobProcessMain.start(broker.instance("killed"), log)) {
            Awaitility.await()
                    .alias("one that joins gets a share")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> Files.readString(log).contains(JobProcessMain.AT_WORK)
                            || !killed.process().isAlive());
            broker.publishItems(meanwhile);
            if (!killed.process().isAlive()) {
                throw new IllegalStateException("the job ended by itself: " + Files.readString(log));
            }
            killed.kill();
        }
    }

    private static List<ReplayItem.Event> part(SeededCorpus corpus, int part) {
        int size = corpus.events().size();
        return corpus.events().subList(size * part / PARTS, size * (part + 1) / PARTS);
    }

    /** An instance in this process, with a state folder of its own. */
    private record Instance(DetectionJob job, SimpleMeterRegistry meters) implements AutoCloseable {

        static Instance start(Broker broker, String name) {
            SimpleMeterRegistry meters = new SimpleMeterRegistry();
            return new Instance(DetectionJob.start(broker.instance(name), Rules.seeded(), meters), meters);
        }

        void awaitShares(String role) {
            Awaitility.await()
                    .alias("shares that are " + role)
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> meters.get("anchorwatch.job.shares")
                                    .tag("role", role)
                                    .gauge()
                                    .value()
                            > 0);
        }

        /** Some of the work is done here. */
        void awaitWork() {
            Awaitility.await()
                    .alias("work of this instance")
                    .atMost(Duration.ofMinutes(1))
                    .until(() -> read() > 0);
        }

        double read() {
            return meters.get("anchorwatch.job.consumed").counter().count()
                    + meters.counter("anchorwatch.job.objects.consumed").count();
        }

        @Override
        public void close() {
            job.close();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import io.anchorwatch.deploy.systemtests.service.ChildJvm;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJob;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/**
 * The Kafka Streams job in a process of its own that is killed ({@code kill -9}) in the middle of its work; another goes
 * on.
 *
 * @param kept whether it is killed once with the folder of the state stores left
 * @param lost whether it is killed once and the folder is lost
 */
record KilledStreamsEngine(boolean kept, boolean lost) implements Engine {

    private static final int PARTITIONS = 3;

    @Override
    public String name() {
        return "kafka-streams, " + PARTITIONS + " partitions, killed, state " + (kept ? "kept" : "")
                + (kept && lost ? ", killed again, state " : "") + (lost ? "lost" : "");
    }

    @Override
    public List<Alert> run(SeededCorpus corpus, Path folder) throws Exception {
        List<ReplayItem.Event> all = corpus.events();
        int third = all.size() / 3;
        try (Broker broker = new Broker(folder, PARTITIONS)) {
            DetectionJobConfig config = broker.replay(1);
            broker.publishItems(all.subList(0, third));
            if (kept) {
                kill(broker, all.subList(third, 2 * third), folder.resolve("kept.log"));
            } else {
                broker.publishItems(all.subList(third, 2 * third));
            }
            if (lost) {
                kill(broker, all.subList(2 * third, all.size()), folder.resolve("lost.log"));
                delete(config.stateDir());
            } else {
                broker.publishItems(all.subList(2 * third, all.size()));
            }
            try (DetectionJob job = DetectionJob.start(config, Rules.seeded(), new SimpleMeterRegistry())) {
                List<Alert> alerts = broker.drain();
                if (!job.problem().isEmpty()) {
                    throw new IllegalStateException(job.problem());
                }
                return alerts;
            }
        }
    }

    /** Kills it once it has committed more than before; some events come before, some after it is dead. */
    private static void kill(Broker broker, List<ReplayItem.Event> meanwhile, Path log) throws Exception {
        int before = broker.alertsSoFar();
        int first = new SplittableRandom(meanwhile.size()).nextInt(meanwhile.size());
        try (ChildJvm doomed = JobProcessMain.start(broker.replay(1), log)) {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(1))
                    .until(() ->
                            broker.alertsSoFar() > before || !doomed.process().isAlive());
            if (!doomed.process().isAlive()) {
                throw new IllegalStateException("the job ended by itself: " + Files.readString(log));
            }
            broker.publishItems(meanwhile.subList(0, first));
            doomed.kill();
        }
        broker.publishItems(meanwhile.subList(first, meanwhile.size()));
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJob;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * The Kafka Streams job on a broker of its own.
 *
 * @param partitions of each topic
 * @param order which stream is there first
 */
record StreamsEngine(int partitions, Order order) implements Engine {

    /** In which order a corpus gets to its topics; within a topic it is the reader's. */
    enum Order {
        AS_READ,
        AUDIT_FIRST,
        OBJECTS_FIRST
    }

    @Override
    public String name() {
        return "kafka-streams, " + partitions + " partitions, "
                + order.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    @Override
    public List<Alert> run(SeededCorpus corpus, Path folder) {
        Predicate<ReplayItem.Event> audit = item -> item.event() instanceof AuditEvent;
        List<ReplayItem.Event> all = corpus.events();
        try (Broker broker = new Broker(folder, partitions)) {
            switch (order) {
                case AS_READ -> broker.publishItems(all);
                case AUDIT_FIRST -> {
                    broker.publishItems(all.stream().filter(audit).toList());
                    broker.publishItems(all.stream().filter(audit.negate()).toList());
                }
                case OBJECTS_FIRST -> {
                    broker.publishItems(all.stream().filter(audit.negate()).toList());
                    broker.publishItems(all.stream().filter(audit).toList());
                }
            }
            try (DetectionJob job = DetectionJob.start(broker.replay(2), Rules.seeded(), new SimpleMeterRegistry())) {
                List<Alert> alerts = broker.drain();
                if (!job.problem().isEmpty()) {
                    throw new IllegalStateException(job.problem());
                }
                return alerts;
            }
        }
    }
}

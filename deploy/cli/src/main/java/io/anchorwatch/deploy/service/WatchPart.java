// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import io.anchorwatch.deploy.ops.HealthCheck;
import io.anchorwatch.ingest.object.ObjectSource;
import io.anchorwatch.ingest.object.ObjectSourceConfig;
import io.anchorwatch.ingest.object.config.ClusterConfig;
import io.anchorwatch.ingest.publish.EventPublisher;
import io.anchorwatch.ingest.publish.KafkaEventPublisher;
import java.io.IOException;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** The object source. */
record WatchPart(EventPublisher publisher, ObjectSource source, List<ClusterConfig> clusters) implements ServicePart {

    private static final int TOLD = 5;

    static WatchPart start(Surroundings around, ObjectSourceConfig config) throws IOException {
        EventPublisher publisher = new KafkaEventPublisher(around.kafka());
        boolean started = false;
        try {
            ObjectSource source =
                    ObjectSource.start(config, publisher, around.registry(), InstantSource.system(), new Random());
            started = true;
            return new WatchPart(publisher, source, config.clusters());
        } finally {
            if (!started) {
                publisher.close();
            }
        }
    }

    /** A cluster that is away is shown, and keeps nobody from sending audit events here. */
    @Override
    public Map<String, HealthCheck> checks() {
        Map<String, HealthCheck> checks = new LinkedHashMap<>();
        for (ClusterConfig cluster : clusters) {
            checks.put("watch-" + cluster.name(), HealthCheck.shown(() -> told(source.problems(cluster.name()))));
        }
        return checks;
    }

    private static Optional<String> told(List<String> problems) {
        if (problems.isEmpty()) {
            return Optional.empty();
        }
        String first = String.join("; ", problems.subList(0, Math.min(TOLD, problems.size())));
        return Optional.of(problems.size() > TOLD ? first + "; and " + (problems.size() - TOLD) + " more" : first);
    }

    @Override
    public void close() {
        source.close();
        publisher.close();
    }
}

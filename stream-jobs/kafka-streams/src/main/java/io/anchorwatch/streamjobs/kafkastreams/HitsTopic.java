// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.kafkastreams;

import io.anchorwatch.ingest.event.EventTopics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;

/**
 * The topic between detection and correlation, internal to the job: hits by group, and how far each source has come.
 *
 * @param name named after the application
 * @param detectors partitions of the audit topic
 * @param correlators partitions of this topic
 */
record HitsTopic(String name, int detectors, int correlators) {

    /** Hits wait for seconds; a day lets a job that was stopped go on. */
    private static final long RETENTION_MS = TimeUnit.DAYS.toMillis(1);

    static HitsTopic ensure(DetectionJobConfig config) {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put("bootstrap.servers", config.bootstrap());
        String name = nameFor(config.applicationId());
        try (Admin admin = Admin.create(settings)) {
            int detectors = partitions(admin, EventTopics.AUDIT);
            NewTopic topic = new NewTopic(name, Optional.of(detectors), Optional.empty())
                    .configs(Map.of(
                            "retention.ms",
                            Long.toString(RETENTION_MS),
                            "max.message.bytes",
                            Integer.toString(EventTopics.MAX_MESSAGE_BYTES)));
            try {
                admin.createTopics(List.of(topic)).all().get();
            } catch (ExecutionException failed) {
                if (!(failed.getCause() instanceof TopicExistsException)) {
                    throw failed;
                }
            }
            return new HitsTopic(name, detectors, partitions(admin, name));
        } catch (ExecutionException failed) {
            throw new KafkaException("the topic " + name + " is not there and can't be created", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaException("stopped while the topic " + name + " was created", stopped);
        }
    }

    /** The name for a job. */
    static String nameFor(String applicationId) {
        return applicationId + "-hits";
    }

    /** A topic that was created a moment ago may not be known everywhere yet. */
    private static int partitions(Admin admin, String topic) throws ExecutionException, InterruptedException {
        for (int attempt = 0; ; attempt++) {
            try {
                Map<String, TopicDescription> found =
                        admin.describeTopics(List.of(topic)).allTopicNames().get();
                return found.values().iterator().next().partitions().size();
            } catch (ExecutionException notYet) {
                if (attempt == 50) {
                    throw notYet;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
    }
}

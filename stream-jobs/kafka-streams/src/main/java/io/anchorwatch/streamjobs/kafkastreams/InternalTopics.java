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

/** Topics between the stages of a job. */
final class InternalTopics {

    /** What is in them waits for seconds; a day lets a job that was stopped go on. */
    private static final long RETENTION_MS = TimeUnit.DAYS.toMillis(1);

    private static final int TRIES = 50;

    private InternalTopics() {}

    /** Creates a topic if it is not there; how many partitions it has. */
    static int ensure(DetectionJobConfig config, String name, int partitions) {
        NewTopic topic = new NewTopic(name, Optional.of(partitions), Optional.empty())
                .configs(Map.of(
                        "retention.ms",
                        Long.toString(RETENTION_MS),
                        "max.message.bytes",
                        Integer.toString(EventTopics.MAX_MESSAGE_BYTES)));
        try (Admin admin = admin(config)) {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("the topic " + name + " is not there and can't be created", failed.getCause());
            }
        } catch (InterruptedException stopped) {
            throw stopped(name, stopped);
        }
        return partitions(config, name);
    }

    /** How many partitions a topic has. One that was created a moment ago may not be known everywhere yet. */
    static int partitions(DetectionJobConfig config, String topic) {
        try (Admin admin = admin(config)) {
            for (int attempt = 1; ; attempt++) {
                try {
                    Map<String, TopicDescription> found =
                            admin.describeTopics(List.of(topic)).allTopicNames().get();
                    return found.values().iterator().next().partitions().size();
                } catch (ExecutionException notYet) {
                    if (attempt == TRIES) {
                        throw new KafkaException("the topic " + topic + " is not there", notYet.getCause());
                    }
                    TimeUnit.MILLISECONDS.sleep(100);
                }
            }
        } catch (InterruptedException stopped) {
            throw stopped(topic, stopped);
        }
    }

    private static KafkaException stopped(String topic, InterruptedException stopped) {
        Thread.currentThread().interrupt();
        return new KafkaException("stopped while the topic " + topic + " was looked for", stopped);
    }

    private static Admin admin(DetectionJobConfig config) {
        Map<String, Object> settings = new HashMap<>(config.kafka());
        settings.put("bootstrap.servers", config.bootstrap());
        return Admin.create(settings);
    }
}

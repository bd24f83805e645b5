// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.record;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.recording.write.RecordingOrigin;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Whether a folder's records come from this very Kafka: else their offsets would say nothing of it. */
final class SameKafka {

    private SameKafka() {}

    static void check(Map<String, String> settings, Path folder) throws IOException {
        Map<String, Object> client = new HashMap<>(settings);
        client.putIfAbsent("default.api.timeout.ms", "15000");
        client.putIfAbsent("request.timeout.ms", "10000");
        Map<String, String> origin = new TreeMap<>();
        try (Admin admin = Admin.create(client)) {
            origin.put("kafka", admin.describeCluster().clusterId().get());
            Map<String, KafkaFuture<TopicDescription>> topics = admin.describeTopics(
                            List.of(EventTopics.AUDIT, EventTopics.OBJECTS))
                    .topicNameValues();
            for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : topics.entrySet()) {
                id(topic.getValue()).ifPresent(id -> origin.put(topic.getKey(), id));
            }
        } catch (ExecutionException failed) {
            throw unreadable(settings, failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw CliException.environment("stopped before anything was recorded", "start again");
        }
        RecordingOrigin.check(folder, origin).ifPresent(other -> {
            throw CliException.usage(
                    folder + " holds records of another " + (other.equals("kafka") ? "Kafka" : "topic " + other),
                    "record into another folder with --to");
        });
    }

    private static Optional<String> id(KafkaFuture<TopicDescription> topic)
            throws ExecutionException, InterruptedException {
        try {
            return Optional.of(topic.get().topicId().toString());
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof UnknownTopicOrPartitionException) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private static CliException unreadable(Map<String, String> settings, ExecutionException failed) {
        String kafka = "Kafka at " + settings.get("bootstrap.servers");
        return failed.getCause() instanceof RetriableException
                ? CliException.environment(
                        kafka + " does not answer", "check that the brokers are up, and address and security settings")
                : CliException.environment(
                        kafka + " can't be read: " + failed.getMessage(),
                        "check that this user may read and describe the topics");
    }
}

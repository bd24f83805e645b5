// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.publish;

import io.anchorwatch.ingest.event.EventTopics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the event topics that are missing and checks those that are there, which it never alters.
 *
 * @param partitions partitions of a new topic, at least 1
 * @param replicas copies of a new topic, at least 1; 3 on a real cluster
 * @param retention how long a new topic keeps its records
 */
public record TopicSetup(int partitions, short replicas, Duration retention) {

    private static final long WAIT_SECONDS = 20;
    private static final int DESCRIBE_TRIES = 50;
    private static final long DESCRIBE_PAUSE_NANOS = 100_000_000;

    /**
     * Makes the topics ready.
     *
     * @return what an operator should repair, one line each, empty when all is well
     * @throws TimeoutException when Kafka does not answer
     * @throws ExecutionException when Kafka refuses, with the reason as its cause
     */
    public List<String> ensure(Admin admin) throws ExecutionException, TimeoutException, InterruptedException {
        List<String> names = List.of(EventTopics.AUDIT, EventTopics.OBJECTS, EventTopics.DEAD_LETTERS);
        List<NewTopic> wanted = names.stream().map(this::topic).toList();
        for (KafkaFuture<Void> created : admin.createTopics(wanted).values().values()) {
            awaitCreated(created);
        }
        List<ConfigResource> resources = names.stream()
                .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                .toList();
        Map<ConfigResource, Config> configs = configs(admin, resources);
        List<String> problems = new ArrayList<>();
        configs.forEach((topic, config) -> problemsOf(topic.name(), config).forEach(problems::add));
        return List.copyOf(problems);
    }

    /** Brokers learn of a new topic some time after the controller has created it. */
    private static Map<ConfigResource, Config> configs(Admin admin, List<ConfigResource> topics)
            throws ExecutionException, TimeoutException, InterruptedException {
        for (int tries = 1; ; tries++) {
            try {
                return admin.describeConfigs(topics).all().get(WAIT_SECONDS, TimeUnit.SECONDS);
            } catch (ExecutionException e) {
                if (tries == DESCRIBE_TRIES || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                LockSupport.parkNanos(DESCRIBE_PAUSE_NANOS);
            }
        }
    }

    private NewTopic topic(String name) {
        Map<String, String> configs = new HashMap<>(EventTopics.CONFIG);
        configs.put(TopicConfig.RETENTION_MS_CONFIG, Long.toString(retention.toMillis()));
        // As the producer compressed it: the broker would only spend time on doing it again.
        configs.put(TopicConfig.COMPRESSION_TYPE_CONFIG, "producer");
        configs.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        return new NewTopic(name, partitions, replicas).configs(configs);
    }

    private static void awaitCreated(KafkaFuture<Void> created)
            throws ExecutionException, TimeoutException, InterruptedException {
        try {
            created.get(WAIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (!(e.getCause() instanceof TopicExistsException)) {
                throw e;
            }
        }
    }

    private static Stream<String> problemsOf(String topic, Config config) {
        int max = Integer.parseInt(
                config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
        String cleanup = config.get(TopicConfig.CLEANUP_POLICY_CONFIG).value();
        String timestamps =
                config.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value();
        return Stream.of(
                        problem(
                                max < EventTopics.MAX_MESSAGE_BYTES,
                                "topic " + topic + " has max.message.bytes=" + max + ": large events will stay in the"
                                        + " spool; set it to " + EventTopics.MAX_MESSAGE_BYTES),
                        problem(
                                cleanup.contains("compact"),
                                "topic " + topic + " is compacted and loses events that share a key: set"
                                        + " cleanup.policy=delete"),
                        problem(
                                !timestamps.equals("CreateTime"),
                                "topic " + topic + " overwrites event time: set message.timestamp.type=CreateTime"))
                .flatMap(Optional::stream);
    }

    private static Optional<String> problem(boolean present, String text) {
        return present ? Optional.of(text) : Optional.empty();
    }
}

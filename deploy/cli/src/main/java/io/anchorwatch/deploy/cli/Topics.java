// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.publish.TopicSetup;
import io.anchorwatch.sinks.dispatch.DispatcherConfig;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates every topic that the program uses, where it is missing. */
public final class Topics {

    private Topics() {}

    /**
     * Makes the topics ready.
     *
     * @param kafka client settings, at least {@code bootstrap.servers}
     * @return what an operator should repair, one line each
     */
    public static List<String> ensure(Map<String, String> kafka, int partitions, short replicas, Duration retention) {
        Map<String, Object> settings = new HashMap<>(kafka);
        // By default a client waits a minute for a broker that is not there.
        settings.putIfAbsent("default.api.timeout.ms", "15000");
        settings.putIfAbsent("request.timeout.ms", "10000");
        try (Admin admin = Admin.create(settings)) {
            Map<String, String> configs = new HashMap<>(EventTopics.CONFIG);
            configs.put("retention.ms", Long.toString(retention.toMillis()));
            NewTopic alerts = new NewTopic(AlertTopics.ALERTS, partitions, replicas).configs(configs);
            NewTopic state = new NewTopic(DispatcherConfig.STATE_TOPIC, 1, replicas)
                    .configs(Map.of("cleanup.policy", "compact", "max.message.bytes", "16777216"));
            create(admin, alerts);
            create(admin, state);
            return new TopicSetup(partitions, replicas, retention).ensure(admin);
        } catch (TimeoutException silent) {
            throw unreachable(kafka);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RetriableException) {
                throw unreachable(kafka);
            }
            throw CliException.environment(
                    "Kafka at " + kafka.get("bootstrap.servers") + " does not create topics: " + failed.getMessage(),
                    "check that this user may create and describe topics");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw CliException.environment("stopped while topics were created", "start again");
        }
    }

    private static void create(Admin admin, NewTopic topic) throws ExecutionException, InterruptedException {
        try {
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw failed;
            }
        }
    }

    private static CliException unreachable(Map<String, String> kafka) {
        return CliException.environment(
                "Kafka at " + kafka.get("bootstrap.servers") + " does not answer",
                "check that the brokers are up, and address and security settings");
    }
}

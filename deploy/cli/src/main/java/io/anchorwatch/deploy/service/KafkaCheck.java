// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import io.anchorwatch.deploy.ops.HealthCheck;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Whether Kafka answers now. */
record KafkaCheck(Admin admin, String bootstrap) implements HealthCheck, AutoCloseable {

    /** The operations server gives a check a second. */
    private static final int ANSWER_WITHIN_MS = 800;

    static KafkaCheck of(Map<String, String> kafka) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put("client.id", "anchorwatch-health");
        settings.putIfAbsent("reconnect.backoff.max.ms", "5000");
        return new KafkaCheck(Admin.create(settings), String.valueOf(kafka.get("bootstrap.servers")));
    }

    @Override
    public Optional<String> problem() {
        try {
            admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_WITHIN_MS))
                    .nodes()
                    .get(ANSWER_WITHIN_MS, TimeUnit.MILLISECONDS);
            return Optional.empty();
        } catch (ExecutionException | TimeoutException away) {
            return Optional.of("Kafka at " + bootstrap + " does not answer: check that the brokers are up");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return Optional.of("stopping");
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}

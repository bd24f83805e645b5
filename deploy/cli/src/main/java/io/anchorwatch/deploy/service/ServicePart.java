// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import io.anchorwatch.deploy.ops.HealthCheck;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;

/** One role at work. */
interface ServicePart extends AutoCloseable {

    /** What keeps it from its work, by component name. */
    Map<String, HealthCheck> checks();

    @Override
    void close();

    /**
     * What a part needs of the others.
     *
     * @param config the whole configuration
     * @param kafka client settings with {@code bootstrap.servers}
     * @param registry where it counts
     */
    record Surroundings(ServiceConfig config, Map<String, String> kafka, MeterRegistry registry) {

        private static final String MEMBER = "anchorwatch";

        /**
         * Settings of consumers, by {@code prefix} and name. A process that died stays in its groups until its session ends.
         * The embedded broker has one user: with a name it takes its old place at once. With more of them, sessions are
         * shorter than Kafka's 45 s.
         */
        Map<String, String> membership(String prefix) {
            return config.kafka().bootstrap().isEmpty()
                    ? Map.of(prefix + "group.instance.id", MEMBER)
                    : Map.of(prefix + "session.timeout.ms", "10000", prefix + "heartbeat.interval.ms", "3000");
        }
    }
}

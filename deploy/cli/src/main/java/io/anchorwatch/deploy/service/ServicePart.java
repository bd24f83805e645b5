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
    record Surroundings(ServiceConfig config, Map<String, String> kafka, MeterRegistry registry) {}
}

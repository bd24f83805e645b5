// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.SinkConfig;

/** Makes a sink from its configuration. */
@FunctionalInterface
public interface SinkFactory {

    /** The sink, ready to deliver. */
    AlertSink create(SinkConfig config);
}

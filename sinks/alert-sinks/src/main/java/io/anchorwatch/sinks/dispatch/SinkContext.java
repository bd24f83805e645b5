// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.sinks.route.Routing;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** What the parts that serve one sink share. */
record SinkContext(
        SinkRoute route,
        Routing routing,
        DispatcherConfig config,
        SinkMetrics metrics,
        InstantSource clock,
        RandomGenerator random) {

    String sink() {
        return route.sink().name();
    }
}

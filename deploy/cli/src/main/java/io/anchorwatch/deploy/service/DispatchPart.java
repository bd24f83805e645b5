// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import io.anchorwatch.deploy.ops.HealthCheck;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.dispatch.Dispatcher;
import io.anchorwatch.sinks.dispatch.DispatcherConfig;
import io.anchorwatch.sinks.dispatch.SinkHealth;
import io.anchorwatch.sinks.dispatch.SinkRoute;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The sinks and what brings alerts to them. */
record DispatchPart(Dispatcher dispatcher, List<String> sinks) implements ServicePart {

    static DispatchPart start(Surroundings around, Appendable console) {
        Map<String, String> kafka = new HashMap<>(around.membership(""));
        kafka.putAll(around.kafka());
        SinkSurroundings lent = new SinkSurroundings(InstantSource.system(), console, kafka);
        List<SinkRoute> routes = around.config().sinks().stream()
                .map(route ->
                        new SinkRoute(route.sink().open(lent), route.filter().toMatcher()))
                .toList();
        Dispatcher dispatcher = Dispatcher.start(
                DispatcherConfig.defaults(kafka),
                routes,
                around.config().routing(),
                around.registry(),
                InstantSource.system(),
                new SplittableRandom());
        return new DispatchPart(
                dispatcher, routes.stream().map(route -> route.sink().name()).toList());
    }

    @Override
    public Map<String, HealthCheck> checks() {
        Map<String, HealthCheck> checks = new LinkedHashMap<>();
        for (String sink : sinks) {
            checks.put(
                    "sink-" + sink,
                    () -> dispatcher.health().stream()
                            .filter(health -> health.sink().equals(sink) && !health.ok())
                            .map(SinkHealth::reason)
                            .findFirst());
        }
        return checks;
    }

    @Override
    public void close() {
        dispatcher.close();
    }
}

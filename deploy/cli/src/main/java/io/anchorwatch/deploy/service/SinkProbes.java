// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import io.anchorwatch.deploy.service.ServiceConfig.SinkRouteConfig;
import io.anchorwatch.sinks.Sink;
import io.anchorwatch.sinks.SinkSurroundings;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks the targets of a configuration whether they would take alerts. */
public final class SinkProbes {

    private static final long MOST_SECONDS = 30;

    private SinkProbes() {}

    /** What sinks are lent outside a running service. */
    public static SinkSurroundings surroundings(ServiceConfig config, Appendable console) {
        Map<String, String> kafka = new HashMap<>(config.kafka().properties());
        config.kafka().bootstrap().ifPresent(servers -> kafka.put("bootstrap.servers", servers));
        return new SinkSurroundings(InstantSource.system(), console, kafka);
    }

    /** Asks all at once, each for at most 30 s: the problems by sink, in the order of the configuration. */
    public static Map<String, String> ask(ServiceConfig config) {
        SinkSurroundings lent = surroundings(config, new StringBuilder());
        ExecutorService threads = Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "probe");
            thread.setDaemon(true);
            return thread;
        });
        Map<String, Future<Optional<String>>> asked = new LinkedHashMap<>();
        for (SinkRouteConfig route : config.sinks()) {
            asked.put(route.sink().name(), threads.submit(() -> {
                try (Sink sink = route.sink().open(lent)) {
                    return sink.probe();
                }
            }));
        }
        Map<String, String> problems = new LinkedHashMap<>();
        asked.forEach((name, answer) -> problem(answer).ifPresent(problem -> problems.put(name, problem)));
        threads.shutdownNow();
        return problems;
    }

    private static Optional<String> problem(Future<Optional<String>> answer) {
        try {
            return answer.get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return Optional.of("did not answer within " + MOST_SECONDS + " s");
        } catch (ExecutionException e) {
            return Optional.of("a bug in the sink: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.ops;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * Serves {@code /metrics} in the Prometheus text format, {@code /livez} and {@code /readyz} as JSON with status 200 or
 * 503 and the reason for each component. No authentication: bind it to loopback or a network of operators.
 */
public final class OperationsServer implements AutoCloseable {

    /** The address to bind when nothing else is configured. */
    public static final String LOOPBACK = "127.0.0.1";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration CHECK_WAIT = Duration.ofSeconds(1);
    private static final String METRICS_TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;
    private final Map<String, HealthCheck> live;
    private final Map<String, HealthCheck> ready;
    private final ExecutorService askers = Executors.newCachedThreadPool(OperationsServer::daemon);
    private final Javalin server;

    private OperationsServer(
            String host,
            int port,
            PrometheusMeterRegistry registry,
            Map<String, HealthCheck> live,
            Map<String, HealthCheck> ready) {
        this.registry = registry;
        this.live = Map.copyOf(live);
        this.ready = Map.copyOf(ready);
        this.server = Javalin.create(this::configure).start(host, port);
    }

    /**
     * Starts serving.
     *
     * @param host address to bind, {@link #LOOPBACK} unless configured
     * @param port 1 to 65535, or 0 for any free one
     * @param live what only a restart can repair, by component name
     * @param ready what keeps the program from its work, by component name
     */
    public static OperationsServer start(
            String host,
            int port,
            PrometheusMeterRegistry registry,
            Map<String, HealthCheck> live,
            Map<String, HealthCheck> ready) {
        return new OperationsServer(host, port, registry, live, ready);
    }

    private static Thread daemon(Runnable runnable) {
        Thread thread = new Thread(runnable, "health-check");
        thread.setDaemon(true);
        return thread;
    }

    private void configure(JavalinConfig javalin) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        javalin.jetty.threadPool = new QueuedThreadPool(16, 2);
        javalin.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        javalin.routes.get("/metrics", this::metrics);
        javalin.routes.get("/livez", http -> health(http, live));
        javalin.routes.get("/readyz", http -> health(http, ready));
    }

    private void metrics(Context http) {
        http.contentType(METRICS_TYPE).result(registry.scrape());
    }

    private void health(Context http, Map<String, HealthCheck> checks)
            throws InterruptedException, JsonProcessingException {
        HealthReport report = HealthReport.of(checks, askers, CHECK_WAIT);
        http.status(report.healthy() ? 200 : 503)
                .contentType("application/json")
                .result(JSON.writeValueAsString(report.toJson()));
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Stops serving. */
    @Override
    public void close() {
        server.stop();
        askers.shutdownNow();
    }
}

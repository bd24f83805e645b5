// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import io.anchorwatch.ingest.audit.spool.Intake;
import io.anchorwatch.ingest.event.AuditEventCodec;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinException;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit webhook backend: {@code POST /v1/audit/{cluster}} with an {@code audit.k8s.io/v1} EventList.
 *
 * <p>200 means that every event is in Kafka or in the fsynced spool. 503 carries {@code Retry-After} and promises
 * nothing. It always answers well within the 30 s that an API server waits.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/debug/debug-cluster/audit/#webhook-backend">Webhook backend</a>
 */
public final class WebhookReceiver implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookReceiver.class);

    private static final Duration TLS_CHECK = Duration.ofSeconds(5);
    /** A request that was read is answered within 7 s, see {@link WebhookIngest}. */
    private static final Duration STOP_WAIT = Duration.ofSeconds(8);

    private static final Duration KEEP_ALIVE = Duration.ofMinutes(3);

    private final Javalin server;
    private final Optional<TlsReloader> tls;
    private final ScheduledExecutorService tlsChecks;

    private WebhookReceiver(Javalin server, Optional<TlsReloader> tls, ScheduledExecutorService tlsChecks) {
        this.server = server;
        this.tls = tls;
        this.tlsChecks = tlsChecks;
    }

    /**
     * Starts listening.
     *
     * @param intake where batches are made durable; not closed by this
     * @throws IllegalArgumentException with all problems of the configuration
     * @throws IOException when a certificate or key cannot be read
     */
    public static WebhookReceiver start(
            WebhookReceiverConfig config,
            AuditEventCodec codec,
            Intake intake,
            MeterRegistry registry,
            InstantSource clock)
            throws IOException {
        List<String> problems = config.problems();
        if (!problems.isEmpty()) {
            throw new IllegalArgumentException(
                    "the webhook receiver's configuration cannot be used:\n  " + String.join("\n  ", problems));
        }
        Optional<TlsReloader> tls = loadTls(config);
        ReceiverMetrics metrics = new ReceiverMetrics(registry);
        BatchHandler batches =
                new BatchHandler(codec, intake, metrics, clock, config.limits().maxItems());
        AuditEndpoint endpoint =
                new AuditEndpoint(config, batches, metrics, registry.config().clock());
        Javalin server = Javalin.create(javalin -> configure(javalin, config, tls, endpoint))
                .start();
        ScheduledExecutorService checks = Executors.newSingleThreadScheduledExecutor(WebhookReceiver::daemon);
        tls.ifPresent(reloader -> {
            Future<?> unused = checks.scheduleWithFixedDelay(
                    reloader::reloadIfChanged, TLS_CHECK.toMillis(), TLS_CHECK.toMillis(), TimeUnit.MILLISECONDS);
        });
        return new WebhookReceiver(server, tls, checks);
    }

    private static Thread daemon(Runnable runnable) {
        Thread thread = new Thread(runnable, "webhook-tls-check");
        thread.setDaemon(true);
        return thread;
    }

    private static Optional<TlsReloader> loadTls(WebhookReceiverConfig config) throws IOException {
        if (config.tls().isEmpty()) {
            return Optional.empty();
        }
        boolean certificateNeeded = config.clusters().values().stream()
                .allMatch(credentials -> credentials.tokens().isEmpty());
        try {
            return Optional.of(TlsReloader.load(config.tls().get(), certificateNeeded));
        } catch (GeneralSecurityException e) {
            throw new IOException("certificate and key cannot be used: " + e.getMessage(), e);
        }
    }

    private static void configure(
            JavalinConfig javalin, WebhookReceiverConfig config, Optional<TlsReloader> tls, AuditEndpoint endpoint) {
        javalin.startup.showJavalinBanner = false;
        javalin.startup.showOldJavalinVersionWarning = false;
        // Threads beyond the requests that are served: to say 503, to accept, to select.
        javalin.jetty.threadPool = new QueuedThreadPool(config.limits().maxRequests() + 24, 4);
        javalin.jetty.addConnector((jetty, http) -> connector(jetty, http, config, tls));
        javalin.jetty.modifyServer(jetty -> {
            jetty.setHandler(new GracefulHandler());
            jetty.setStopTimeout(STOP_WAIT.toMillis());
        });
        javalin.routes.post("/v1/audit/{cluster}", endpoint::handle);
    }

    private static ServerConnector connector(
            Server jetty, HttpConfiguration http, WebhookReceiverConfig config, Optional<TlsReloader> tls) {
        http.setSendServerVersion(false);
        http.setIdleTimeout(config.limits().readTimeout().toMillis());
        HttpConnectionFactory plain = new HttpConnectionFactory(http);
        ServerConnector connector;
        if (tls.isPresent()) {
            SecureRequestCustomizer secure = new SecureRequestCustomizer();
            secure.setSniHostCheck(false); // API servers often call a bare address; the client checks our name
            http.addCustomizer(secure);
            connector = new ServerConnector(
                    jetty, new SslConnectionFactory(tls.get().factory(), plain.getProtocol()), plain);
        } else {
            connector = new ServerConnector(jetty, plain);
        }
        connector.setHost(config.host());
        connector.setPort(config.port());
        // Longer than an API server keeps an idle connection: closing under its next request would cost a retry.
        connector.setIdleTimeout(KEEP_ALIVE.toMillis());
        return connector;
    }

    /** The port it listens on. */
    public int port() {
        return server.port();
    }

    /** Reads certificate, key and client CA again if their files changed; happens by itself every 5 s. */
    public void reloadTls() {
        tls.ifPresent(TlsReloader::reloadIfChanged);
    }

    /** Takes no more requests and waits for those it has. */
    @Override
    public void close() {
        tlsChecks.shutdownNow();
        try {
            server.stop();
        } catch (JavalinException late) {
            // A connection that does not end in time is cut; whatever it carried was not answered, and comes again.
            LOG.warn("the receiver did not stop in time: {}", late.getMessage());
        }
    }
}

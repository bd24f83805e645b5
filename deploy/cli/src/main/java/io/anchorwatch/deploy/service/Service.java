// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.deploy.cli.Topics;
import io.anchorwatch.deploy.ops.HealthCheck;
import io.anchorwatch.deploy.ops.OperationsServer;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running service. Parts start in the order of the stream and stop in the other. */
public final class Service implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Service.class);

    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final Map<String, HealthCheck> ready = new LinkedHashMap<>();
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private @Nullable OperationsServer operations;
    private Optional<Integer> webhookPort = Optional.empty();
    private String bootstrap = "";

    private Service() {}

    /**
     * Starts what the configuration asks for.
     *
     * @param console where a console sink writes
     * @throws IOException when a file, certificate or folder can't be used
     * @throws DataInUseException when another service works in the data folder
     */
    public static Service start(ServiceConfig config, RuleSet rules, Appendable console) throws IOException {
        Service service = new Service();
        boolean started = false;
        try {
            service.startParts(config, rules, console);
            started = true;
            return service;
        } finally {
            if (!started) {
                service.close();
            }
        }
    }

    private void startParts(ServiceConfig config, RuleSet rules, Appendable console) throws IOException {
        parts.push(registry::close);
        JvmGcMetrics gc = new JvmGcMetrics();
        gc.bindTo(registry);
        parts.push(gc);
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        parts.push(DataFolder.claim(config.data()));
        Map<String, String> kafka = kafka(config);
        bootstrap = String.valueOf(kafka.get("bootstrap.servers"));
        ServiceConfig.KafkaConfig topics = config.kafka();
        Topics.ensure(kafka, topics.partitions(), topics.replicas(), topics.retention())
                .forEach(problem -> log.warn("{}", problem));
        KafkaCheck check = KafkaCheck.of(kafka);
        parts.push(check);
        ready.put("kafka", check);
        ServicePart.Surroundings around = new ServicePart.Surroundings(config, kafka, registry);
        if (config.roles().contains(Role.DISPATCH)) {
            add(DispatchPart.start(around, console));
        }
        if (config.roles().contains(Role.DETECT)) {
            add(DetectPart.start(around, rules));
        }
        if (config.roles().contains(Role.INGEST)) {
            IngestPart ingest = IngestPart.start(around);
            webhookPort = ingest.port();
            add(ingest);
        }
        if (config.roles().contains(Role.WATCH) && config.watch().isPresent()) {
            add(WatchPart.start(around, config.watch().get()));
        }
        OperationsServer server = OperationsServer.start(
                config.operations().host(), config.operations().port(), registry, Map.of(), ready);
        operations = server;
        parts.push(server);
    }

    private void add(ServicePart part) {
        parts.push(part);
        ready.putAll(part.checks());
    }

    private Map<String, String> kafka(ServiceConfig config) {
        Map<String, String> kafka = new HashMap<>(config.kafka().properties());
        String bootstrap = config.kafka().bootstrap().orElseGet(() -> {
            EmbeddedBroker broker = EmbeddedBroker.start(
                    config.data().resolve("kafka"), config.kafka().port());
            parts.push(broker);
            return broker.bootstrapServers();
        });
        kafka.put("bootstrap.servers", bootstrap);
        return kafka;
    }

    /** Where Kafka is, the embedded broker or another. */
    public String bootstrapServers() {
        return bootstrap;
    }

    /** The port of the webhook receiver, when there is one. */
    public Optional<Integer> webhookPort() {
        return webhookPort;
    }

    /** The port of the operations server. */
    public int operationsPort() {
        if (operations == null) {
            throw new IllegalStateException("not started");
        }
        return operations.port();
    }

    /** The meters of all parts. */
    public PrometheusMeterRegistry registry() {
        return registry;
    }

    /** Stops all parts; one that fails does not keep the others from stopping. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            AutoCloseable part = parts.pop();
            try {
                part.close();
            } catch (Exception failed) {
                log.warn("{} did not stop cleanly", part.getClass().getSimpleName(), failed);
            }
        }
    }
}

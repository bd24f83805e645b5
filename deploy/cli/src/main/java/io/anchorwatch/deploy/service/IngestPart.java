// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import io.anchorwatch.deploy.ops.HealthCheck;
import io.anchorwatch.ingest.audit.tail.AuditLogTailer;
import io.anchorwatch.ingest.audit.tail.TailOptions;
import io.anchorwatch.ingest.audit.topic.TopicSource;
import io.anchorwatch.ingest.audit.topic.TopicSourceConfig;
import io.anchorwatch.ingest.audit.webhook.WebhookIngest;
import io.anchorwatch.ingest.audit.webhook.WebhookReceiverConfig;
import io.anchorwatch.ingest.publish.EventPublisher;
import io.anchorwatch.ingest.publish.KafkaEventPublisher;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** The audit sources. */
final class IngestPart implements ServicePart {

    private static final long SOURCE_STOPS_WITHIN_MS = 10_000;

    private final EventPublisher publisher;
    private final Optional<WebhookIngest> webhook;
    private final List<AuditLogTailer> tailers = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final Map<Thread, TopicSource> topics = new LinkedHashMap<>();

    private IngestPart(EventPublisher publisher, Optional<WebhookIngest> webhook) {
        this.publisher = publisher;
        this.webhook = webhook;
    }

    static IngestPart start(Surroundings around) throws IOException {
        EventPublisher publisher = new KafkaEventPublisher(around.kafka());
        boolean started = false;
        try {
            IngestPart part = new IngestPart(publisher, webhook(around, publisher));
            around.config().tails().forEach(tail -> part.tail(tail, around));
            around.config().topics().forEach(topic -> part.topic(topic, around));
            started = true;
            return part;
        } finally {
            if (!started) {
                publisher.close();
            }
        }
    }

    private static Optional<WebhookIngest> webhook(Surroundings around, EventPublisher publisher) throws IOException {
        Optional<WebhookReceiverConfig> config = around.config().webhook();
        if (config.isEmpty()) {
            return Optional.empty();
        }
        WebhookIngest.SpoolPlace spool = new WebhookIngest.SpoolPlace(
                around.config().data().resolve("spool"), around.config().spoolBytes());
        return Optional.of(
                WebhookIngest.start(config.get(), spool, publisher, around.registry(), InstantSource.system()));
    }

    private void tail(ServiceConfig.TailConfig tail, Surroundings around) {
        TailOptions options = TailOptions.of(tail.cluster(), tail.source(), tail.file(), Map.copyOf(around.kafka()));
        AuditLogTailer tailer =
                new AuditLogTailer(options, around.registry(), InstantSource.system(), new SplittableRandom());
        Thread thread = new Thread(tailer, "tail-" + tail.cluster() + "-" + tail.source());
        thread.start();
        tailers.add(tailer);
        threads.add(thread);
    }

    private void topic(TopicSourceConfig config, Surroundings around) {
        TopicSource source =
                new TopicSource(config, publisher, around.registry(), InstantSource.system(), new SplittableRandom());
        Thread thread = new Thread(source, "topic-" + config.name());
        thread.start();
        topics.put(thread, source);
    }

    Optional<Integer> port() {
        return webhook.map(WebhookIngest::port);
    }

    @Override
    public Map<String, HealthCheck> checks() {
        Map<String, HealthCheck> checks = new LinkedHashMap<>();
        webhook.ifPresent(ingest -> ingest.health()
                .keySet()
                .forEach(name -> checks.put(name, () -> ingest.health().getOrDefault(name, Optional.empty()))));
        for (Thread thread : threads) {
            checks.put(
                    thread.getName(),
                    () -> thread.isAlive() ? Optional.empty() : Optional.of("the tailer ended; restart the service"));
        }
        topics.forEach((thread, source) -> checks.put(
                thread.getName(),
                () -> thread.isAlive() ? source.problem() : Optional.of("the source ended; restart the service")));
        return checks;
    }

    @Override
    public void close() {
        webhook.ifPresent(WebhookIngest::close);
        tailers.forEach(AuditLogTailer::close);
        topics.values().forEach(TopicSource::close);
        threads.addAll(topics.keySet());
        try {
            for (Thread thread : threads) {
                TimeUnit.MILLISECONDS.timedJoin(thread, SOURCE_STOPS_WITHIN_MS);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        publisher.close();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import io.anchorwatch.ingest.audit.spool.Spool;
import io.anchorwatch.ingest.audit.spool.SpoolDrainer;
import io.anchorwatch.ingest.publish.EventPublisher;
import io.anchorwatch.ingest.publish.KafkaEventPublisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A whole receiver on plain HTTP, with clusters {@code prod} and {@code test}. */
final class Harness implements AutoCloseable {

    static final String PROD_TOKEN = "prod-token-prod-token-prod-token-";
    static final String TEST_TOKEN = "test-token-test-token-test-token-";
    static final Map<String, ClusterCredentials> CLUSTERS = Map.of(
            "prod", new ClusterCredentials(Set.of(), Set.of(PROD_TOKEN)),
            "test", new ClusterCredentials(Set.of(), Set.of(TEST_TOKEN)));

    final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    final EventPublisher publisher;
    final WebhookIngest ingest;
    final Spool spool;
    final SpoolDrainer drainer;
    final HttpClient client = HttpClient.newHttpClient();

    Harness(EventPublisher publisher, Path spoolDir, long spoolBytes, int port, ReceiverLimits limits)
            throws IOException {
        this.publisher = publisher;
        WebhookReceiverConfig config =
                new WebhookReceiverConfig("127.0.0.1", port, Optional.empty(), true, CLUSTERS, limits);
        WebhookIngest.SpoolPlace place = new WebhookIngest.SpoolPlace(spoolDir, spoolBytes);
        ingest = WebhookIngest.start(config, place, publisher, registry, Clock.systemUTC());
        spool = ingest.spool();
        drainer = ingest.drainer();
    }

    static Harness onKafka(String bootstrap, Path spoolDir) throws IOException {
        return onKafka(bootstrap, spoolDir, 0);
    }

    static Harness onKafka(String bootstrap, Path spoolDir, int port) throws IOException {
        EventPublisher kafka = new KafkaEventPublisher(Map.of("bootstrap.servers", bootstrap));
        return new Harness(kafka, spoolDir, 64 << 20, port, ReceiverLimits.DEFAULT);
    }

    HttpResponse<String> post(byte[] body, String... headers) throws IOException, InterruptedException {
        return post(client, ingest.port(), body, headers);
    }

    static HttpResponse<String> post(HttpClient client, int port, byte[] body, String... headers)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/v1/audit/prod?timeout=30s"))
                .header("Authorization", "Bearer " + PROD_TOKEN)
                .timeout(Duration.ofSeconds(30))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    double count(String outcome) {
        return registry.get("anchorwatch_webhook_events")
                .tag("outcome", outcome)
                .counter()
                .count();
    }

    double received() {
        return registry.get("anchorwatch_webhook_events_received").counter().count();
    }

    double refused(Refusal refusal) {
        return registry.get("anchorwatch_webhook_requests_refused")
                .tag("reason", refusal.label())
                .counter()
                .count();
    }

    @Override
    public void close() {
        ingest.close();
        publisher.close();
    }
}

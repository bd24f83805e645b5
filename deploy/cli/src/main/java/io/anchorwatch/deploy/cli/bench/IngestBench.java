// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.TemporaryFolder;
import io.anchorwatch.deploy.cli.Topics;
import io.anchorwatch.ingest.audit.webhook.ClusterCredentials;
import io.anchorwatch.ingest.audit.webhook.ReceiverLimits;
import io.anchorwatch.ingest.audit.webhook.WebhookIngest;
import io.anchorwatch.ingest.audit.webhook.WebhookReceiverConfig;
import io.anchorwatch.ingest.publish.KafkaEventPublisher;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The audit webhook as an API server calls it: batches in, answered when Kafka has them. */
final class IngestBench {

    private static final String CLUSTER = "bench";
    private static final String TOKEN = "0123456789abcdef0123456789abcdef";
    private static final int SENDERS = 4;

    /** Events a call: the default of an API server's {@code --audit-webhook-batch-max-size}. */
    private static final int BATCH = 400;

    private static final long SPOOL_BYTES = 1L << 30;
    private static final long WARM_UP_NANOS = Duration.ofSeconds(5).toNanos();
    private static final Duration FOREVER = Duration.ofDays(36_500);

    private final List<byte[]> lines;
    private final int seconds;
    private final HttpClient client = HttpClient.newHttpClient();

    IngestBench(List<byte[]> lines, int seconds) {
        this.lines = lines;
        this.seconds = seconds;
    }

    void run(PrintWriter out) throws IOException, InterruptedException {
        try (TemporaryFolder folder = TemporaryFolder.create("anchorwatch-bench");
                EmbeddedBroker broker = EmbeddedBroker.start(folder.path().resolve("kafka"), 0)) {
            Map<String, String> kafka = Map.of("bootstrap.servers", broker.bootstrapServers());
            Topics.ensure(kafka, 3, (short) 1, FOREVER);
            WebhookIngest.SpoolPlace spool =
                    new WebhookIngest.SpoolPlace(folder.path().resolve("spool"), SPOOL_BYTES);
            try (KafkaEventPublisher publisher = new KafkaEventPublisher(kafka);
                    WebhookIngest ingest = WebhookIngest.start(
                            config(), spool, publisher, new SimpleMeterRegistry(), InstantSource.system())) {
                report(load(ingest.port()), out);
            }
        }
    }

    private static WebhookReceiverConfig config() {
        Map<String, ClusterCredentials> credentials = Map.of(CLUSTER, new ClusterCredentials(Set.of(), Set.of(TOKEN)));
        return new WebhookReceiverConfig("127.0.0.1", 0, Optional.empty(), true, credentials, ReceiverLimits.DEFAULT);
    }

    /** How long each answer took, in nanoseconds, sorted. */
    private List<Long> load(int port) throws InterruptedException {
        long begin = System.nanoTime() + WARM_UP_NANOS;
        long end = begin + Duration.ofSeconds(seconds).toNanos();
        ExecutorService senders = Executors.newFixedThreadPool(SENDERS);
        try {
            Callable<List<Long>> sender = () -> send(port, begin, end);
            List<Long> all = new ArrayList<>();
            for (Future<List<Long>> sent : senders.invokeAll(Collections.nCopies(SENDERS, sender))) {
                all.addAll(sent.get());
            }
            return all.stream().sorted().toList();
        } catch (ExecutionException failed) {
            throw CliException.environment("the receiver failed: " + failed.getCause(), "read the log above");
        } finally {
            senders.shutdownNow();
        }
    }

    private List<Long> send(int port, long begin, long end) throws IOException, InterruptedException {
        List<Long> answers = new ArrayList<>();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/v1/audit/" + CLUSTER + "?timeout=30s"))
                .header("Authorization", "Bearer " + TOKEN)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body()))
                .build();
        for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException("answered " + answer.statusCode() + ": " + answer.body());
            }
            if (now >= begin) {
                answers.add(System.nanoTime() - now);
            }
        }
        return answers;
    }

    private String body() {
        String items = Stream.generate(() -> lines)
                .flatMap(List::stream)
                .limit(BATCH)
                .map(line -> new String(line, StandardCharsets.UTF_8))
                .collect(Collectors.joining(","));
        return "{\"kind\":\"EventList\",\"apiVersion\":\"audit.k8s.io/v1\",\"metadata\":{},\"items\":[" + items + "]}";
    }

    private void report(List<Long> sorted, PrintWriter out) {
        if (sorted.isEmpty()) {
            throw CliException.environment("no call was answered in time", "measure longer with --seconds");
        }
        out.printf(
                Locale.ROOT,
                "audit webhook, %d calls at a time of %d events each, for %d s: %,d events/s%n"
                        + "answer p50 %,d ms, p99 %,d ms%n",
                SENDERS,
                BATCH,
                seconds,
                (long) sorted.size() * BATCH / seconds,
                sorted.get(sorted.size() / 2) / 1_000_000,
                sorted.get((int) ((sorted.size() - 1) * 0.99)) / 1_000_000);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.webhook;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Timer;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request: who is it, may it, what does it bring, is it safe. */
final class AuditEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(AuditEndpoint.class);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PEER_CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    /** Within a call client-go comes back up to ten times on 503 with this header; see RATIONALE.md. */
    private static final String RETRY_AFTER_SECONDS = "3";

    private final ClientAuthenticator authenticator;
    private final BodyReader bodies;
    private final BatchHandler batches;
    private final ReceiverMetrics metrics;
    private final Clock clock;
    private final Semaphore requests;
    private final MemoryBudget memory;

    AuditEndpoint(WebhookReceiverConfig config, BatchHandler batches, ReceiverMetrics metrics, Clock clock) {
        this.authenticator = new ClientAuthenticator(config.clusters());
        this.bodies = new BodyReader(config.limits(), clock);
        this.batches = batches;
        this.metrics = metrics;
        this.clock = clock;
        this.requests = new Semaphore(config.limits().maxRequests());
        this.memory = new MemoryBudget(config.limits().maxBytesInFlight());
    }

    void handle(Context http) throws InterruptedException {
        Timer.Sample sample = Timer.start(clock);
        answer(http).ifPresent(answer -> refuse(http, answer));
        sample.stop(metrics.ack());
    }

    private Optional<BatchHandler.Answer> answer(Context http) throws InterruptedException {
        Optional<String> cluster =
                authenticator.cluster(Optional.ofNullable(http.header("Authorization")), certificate(http));
        if (cluster.isEmpty()) {
            return refusal(
                    Refusal.UNAUTHENTICATED,
                    "no known bearer token or client certificate: check the kubeconfig that"
                            + " --audit-webhook-config-file names");
        }
        if (!cluster.get().equals(http.pathParam("cluster"))) {
            return refusal(
                    Refusal.WRONG_CLUSTER,
                    "this credential speaks for another cluster: correct the server URL in the kubeconfig");
        }
        if (!requests.tryAcquire()) {
            return refusal(Refusal.OVERLOADED, "too many requests at a time, try again");
        }
        try (MemoryBudget.Lease lease = memory.lease()) {
            return receive(http, cluster.get(), lease);
        } finally {
            requests.release();
        }
    }

    private Optional<BatchHandler.Answer> receive(Context http, String cluster, MemoryBudget.Lease lease)
            throws InterruptedException {
        try {
            Optional<String> encoding = Optional.ofNullable(http.header("Content-Encoding"));
            return batches.take(cluster, bodies.read(http.bodyInputStream(), encoding, lease));
        } catch (BodyRejectedException e) {
            return e.refusal().kept()
                    ? batches.keep(cluster, e.refusal(), e.whatToDo(), e.start())
                    : refusal(e.refusal(), e.whatToDo());
        }
    }

    private static Optional<X509Certificate> certificate(Context http) {
        @Nullable Object chain = http.req().getAttribute(PEER_CERTIFICATES);
        return chain instanceof X509Certificate[] certificates && certificates.length > 0
                ? Optional.of(certificates[0])
                : Optional.empty();
    }

    private static Optional<BatchHandler.Answer> refusal(Refusal refusal, String whatToDo) {
        return Optional.of(new BatchHandler.Answer(refusal, whatToDo));
    }

    /** Answers with a {@code v1} Status, whose message the API server writes to its own log. */
    private void refuse(Context http, BatchHandler.Answer answer) {
        Refusal refusal = answer.refusal();
        metrics.refused(refusal);
        LOG.warn("refused a request with {}: {}", refusal.status(), answer.whatToDo());
        if (refusal.status() == 503) {
            http.header("Retry-After", RETRY_AFTER_SECONDS);
        }
        http.status(refusal.status()).contentType("application/json").result(status(answer));
    }

    private static String status(BatchHandler.Answer answer) {
        try {
            return JSON.writeValueAsString(Map.of(
                    "kind",
                    "Status",
                    "apiVersion",
                    "v1",
                    "status",
                    "Failure",
                    "reason",
                    answer.refusal().reason(),
                    "message",
                    answer.whatToDo(),
                    "code",
                    answer.refusal().status()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of strings is always JSON", e);
        }
    }
}

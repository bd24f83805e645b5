// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.elasticsearch;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.SinkTraits.Idempotency;
import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpVerdict;
import io.anchorwatch.sinks.siem.Chunks;
import io.anchorwatch.sinks.siem.Encoded;
import io.anchorwatch.sinks.siem.Gzip;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.streamjobs.alert.Alert;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Creates each alert as an ECS document whose {@code _id} is the delivery id, so that twice is once.
 *
 * <p>That holds within one backing index: behind a rollover the id is free again. A repeat comes within the time that a
 * retry takes, so a stream that rolls over by the day or by size sees at most the repeats of that moment twice.
 *
 * @see <a href="https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-bulk">Bulk API</a>
 */
public final class ElasticSink implements AlertSink {

    /** Of about 5 MB a request the vendors say that more gains nothing. */
    private static final Chunks CHUNKS = new Chunks(1000, 5 << 20);

    private static final int MOST_ANSWER_BYTES = 1 << 20;
    private static final int TOO_LARGE = 413;
    private static final int FORBIDDEN = 403;

    private final ElasticConfig config;
    private final HttpPoster poster;
    private final Templates templates;
    private final BulkAnswer answers;
    private final String path;

    /**
     * A sink for good settings.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public ElasticSink(ElasticConfig config, InstantSource clock) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        poster = new HttpPoster(config.target(), clock);
        templates = new Templates(config, poster);
        answers = new BulkAnswer(config.target().origin());
        path = "/" + config.dataStream() + "/_bulk?filter_path=errors,items.*.status,items.*.error.type";
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SinkTraits traits() {
        return SinkTraits.DEFAULT.batches(1000).concurrent(4).idempotent(Idempotency.CONDITIONAL);
    }

    @Override
    public List<DeliveryResult> deliver(List<Alert> batch) {
        if (batch.isEmpty()) {
            return List.of();
        }
        // Without the template the first document would make an index whose mapping attackers can blow up.
        Optional<Retry> missing = templates.ensure();
        return missing.isPresent()
                ? DeliveryResult.all(batch, missing.get())
                : CHUNKS.deliver(batch, BulkBody::item, this::send);
    }

    private List<DeliveryResult> send(List<Encoded> part) {
        HttpAnswer answer = poster.send(HttpCall.post(path, Gzip.compress(BulkBody.join(part)))
                .header("Content-Type", "application/x-ndjson")
                .header("Content-Encoding", "gzip")
                .reading(MOST_ANSWER_BYTES));
        if (!(answer instanceof Status status)) {
            return DeliveryResult.all(part, HttpVerdict.of(config.target(), answer));
        }
        if (status.isGood()) {
            return answers.read(status.body(), part.size());
        }
        if (status.code() == TOO_LARGE) {
            return part.size() == 1
                    ? List.of(
                            new Rejected(config.target().origin() + " answered 413: the alert is larger than it takes"))
                    : halves(part);
        }
        if (HttpVerdict.blamesContent(status)) {
            // Each document is judged by itself; what refuses the whole request is not about one of them.
            return DeliveryResult.all(
                    part,
                    DeliveryResult.retry(config.target().origin() + " answered " + status.code()
                            + " to a whole request: check url and dataStream"));
        }
        return DeliveryResult.all(part, HttpVerdict.of(config.target(), status));
    }

    private List<DeliveryResult> halves(List<Encoded> part) {
        int half = part.size() / 2;
        List<Encoded> rest = part.subList(half, part.size());
        List<DeliveryResult> results = new ArrayList<>(send(part.subList(0, half)));
        Optional<DeliveryResult> stop =
                results.stream().filter(Retry.class::isInstance).findFirst();
        results.addAll(stop.isPresent() ? DeliveryResult.all(rest, stop.get()) : send(rest));
        return results;
    }

    @Override
    public Optional<String> probe() {
        HttpAnswer answer = poster.send(HttpCall.get("/_cluster/health?filter_path=status"));
        boolean mayNotAsk = answer instanceof Status status && status.code() == FORBIDDEN;
        if (!mayNotAsk) {
            if (HttpVerdict.of(config.target(), answer) instanceof Retry retry) {
                return Optional.of(retry.reason());
            }
            if (answer instanceof Status status
                    && Json.read(status.body()).path("status").asText().equals("red")) {
                return Optional.of(config.target().origin() + ": the cluster is red, some of its data is not there");
            }
        }
        return templates.ensure().map(Retry::reason);
    }

    @Override
    public void close() {
        poster.close();
    }
}

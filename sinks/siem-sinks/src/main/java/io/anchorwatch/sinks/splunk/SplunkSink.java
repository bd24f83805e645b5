// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.splunk;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpVerdict;
import io.anchorwatch.sinks.siem.Chunks;
import io.anchorwatch.sinks.siem.Encoded;
import io.anchorwatch.sinks.siem.Gzip;
import io.anchorwatch.sinks.siem.Halving;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Sends alerts to the HTTP Event Collector.
 *
 * <p>Without acknowledgement, delivered means that the collector took them into its queue, which a crash of that machine
 * empties. With it, that the indexers have them.
 */
public final class SplunkSink implements AlertSink {

    /** Below the 1 MB that old versions and Splunk Cloud take, and not by a hair. */
    private static final Chunks CHUNKS = new Chunks(1000, 800_000);

    private static final String CHANNEL = "X-Splunk-Request-Channel";
    private static final int TOO_LARGE = 413;

    private final SplunkConfig config;
    private final HttpPoster poster;
    private final Optional<Acknowledgements> acknowledgements;
    private final String channel;

    /**
     * A sink for good settings.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public SplunkSink(SplunkConfig config, InstantSource clock) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        poster = new HttpPoster(config.target(), clock);
        // Any GUID will do, and the same one after a restart does no harm: the collector numbers its answers itself.
        channel = UUID.nameUUIDFromBytes(("anchorwatch/" + config.name()).getBytes(UTF_8))
                .toString();
        acknowledgements = config.acknowledgement()
                .map(wanted -> new Acknowledgements(wanted, config.target(), poster, channel, clock));
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SinkTraits traits() {
        return SinkTraits.DEFAULT.batches(500).concurrent(4);
    }

    @Override
    public List<DeliveryResult> deliver(List<Alert> batch) {
        return CHUNKS.deliver(
                batch, alert -> HecEvent.encode(alert, config), part -> Halving.deliver(part, this::send));
    }

    private Optional<DeliveryResult> send(List<Encoded> part) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part.forEach(item -> body.writeBytes(item.bytes()));
        HttpAnswer answer = poster.send(HttpCall.post("/services/collector/event", Gzip.compress(body.toByteArray()))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip")
                .header(CHANNEL, channel));
        if (!(answer instanceof Status status)) {
            return Optional.of(HttpVerdict.of(config.target(), answer));
        }
        JsonNode said = Json.read(status.body());
        int code = said.path("code").asInt(-1);
        if (status.isGood()) {
            return Optional.of(taken(said, code));
        }
        if (HecCode.blamesContent(code) || status.code() == TOO_LARGE) {
            return part.size() > 1 ? Optional.empty() : Optional.of(new Rejected(said(status, code)));
        }
        if (code < 0) {
            return Optional.of(withoutCode(status));
        }
        return Optional.of(new Retry(status.retryAfter(), said(status, code) + HecCode.advice(code)));
    }

    private DeliveryResult taken(JsonNode said, int code) {
        if (code != HecCode.SUCCESS) {
            return DeliveryResult.retry(config.target().origin() + " answers as no collector does: correct the url");
        }
        if (acknowledgements.isEmpty()) {
            return DeliveryResult.delivered();
        }
        JsonNode id = said.path("ackId");
        return id.isIntegralNumber()
                ? acknowledgements.get().await(id.longValue())
                : DeliveryResult.retry(config.target().origin()
                        + " acknowledges nothing: enable it for the token, or set acknowledge: false");
    }

    /** Not the collector's own words: a proxy before it says nothing about the alert. */
    private DeliveryResult withoutCode(Status status) {
        DeliveryResult usual = HttpVerdict.of(config.target(), status);
        return usual instanceof Rejected rejected ? DeliveryResult.retry(rejected.reason()) : usual;
    }

    private String said(Status status, int code) {
        return config.target().origin() + " answered " + status.code() + (code < 0 ? "" : " with code " + code);
    }

    @Override
    public Optional<String> probe() {
        HttpAnswer answer = poster.send(HttpCall.get("/services/collector/health"));
        return HttpVerdict.of(config.target(), answer) instanceof Retry retry
                ? Optional.of(retry.reason())
                : Optional.empty();
    }

    @Override
    public void close() {
        acknowledgements.ifPresent(Acknowledgements::close);
        poster.close();
    }
}

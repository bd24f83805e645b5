// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.secops;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.siem.AccessTokens;
import io.anchorwatch.sinks.siem.AccessTokens.Access;
import io.anchorwatch.sinks.siem.Chunks;
import io.anchorwatch.sinks.siem.Contrast;
import io.anchorwatch.sinks.siem.Encoded;
import io.anchorwatch.sinks.siem.Lines;
import io.anchorwatch.sinks.siem.Reply;
import io.anchorwatch.sinks.siem.TokenRequests;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.ByteArrayOutputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Imports alerts as UDM events into Google Security Operations.
 *
 * <p>One event it does not like refuses a whole request, which is then halved until that one stands alone.
 *
 * @see <a href="https://cloud.google.com/chronicle/docs/reference/rest/v1/projects.locations.instances.events/import">import</a>
 */
public final class SecOpsSink implements AlertSink {

    /** 1 MB a request, with room for what stands around the events. */
    private static final Chunks CHUNKS = new Chunks(500, 950_000);

    private final SecOpsConfig config;
    private final HttpPoster poster;
    private final AccessTokens tokens;
    private final TokenRequests requests;
    private final Contrast contrast = new Contrast("check url, project, location and instance");
    private final InstantSource clock;
    private final String path;

    /**
     * A sink for good settings.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public SecOpsSink(SecOpsConfig config, InstantSource clock) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        this.clock = clock;
        poster = new HttpPoster(config.target(), clock);
        tokens = new AccessTokens(AccessTokens.endpoint(config.target(), config.tokenUrl()), this::form, clock);
        requests = new TokenRequests(config.target(), poster, tokens, ImportError::advice);
        path = "/" + config.apiVersion() + "/projects/" + config.project() + "/locations/" + config.location()
                + "/instances/" + config.instance() + "/events:import";
    }

    private Map<String, String> form() {
        String assertion = ServiceAccount.assertion(
                config.serviceAccount().reveal(), config.tokenUrl().toString(), clock.instant());
        return Map.of("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer", "assertion", assertion);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SinkTraits traits() {
        return SinkTraits.DEFAULT.batches(500).concurrent(2);
    }

    @Override
    public List<DeliveryResult> deliver(List<Alert> batch) {
        return CHUNKS.deliver(batch, UdmEvent::encode, part -> contrast.deliver(part, this::send));
    }

    private Reply send(List<Encoded> part) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes("{\"inlineSource\":{\"events\":".getBytes(US_ASCII));
        body.writeBytes(Lines.jsonArray(part));
        body.writeBytes("}}".getBytes(US_ASCII));
        return requests.send(HttpCall.post(path, body.toByteArray()).header("Content-Type", "application/json"));
    }

    /** Whether a token is to be had; the instance cannot be asked without an event. */
    @Override
    public Optional<String> probe() {
        return tokens.current() instanceof Access.None none
                ? Optional.of(none.retry().reason())
                : Optional.empty();
    }

    @Override
    public void close() {
        tokens.close();
        poster.close();
    }
}

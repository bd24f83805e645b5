// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.sentinel;

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
import io.anchorwatch.sinks.siem.Gzip;
import io.anchorwatch.sinks.siem.Lines;
import io.anchorwatch.sinks.siem.Reply;
import io.anchorwatch.sinks.siem.TokenRequests;
import io.anchorwatch.streamjobs.alert.Alert;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Sends alerts to a custom table of Microsoft Sentinel's workspace.
 *
 * <p>The table keeps what comes twice; {@code summarize arg_max(TimeGenerated, *) by AlertId} tells one of each.
 *
 * @see <a href="https://learn.microsoft.com/en-us/azure/azure-monitor/logs/logs-ingestion-api-overview">Logs Ingestion API</a>
 */
public final class SentinelSink implements AlertSink {

    /**
     * 1 MB a call, before compression, with room for brackets and commas.
     *
     * @see <a href="https://learn.microsoft.com/en-us/azure/azure-monitor/service-limits#logs-ingestion-api">Limits</a>
     */
    private static final Chunks CHUNKS = new Chunks(500, 950_000);

    private final SentinelConfig config;
    private final HttpPoster poster;
    private final AccessTokens tokens;
    private final TokenRequests requests;
    private final Contrast contrast = new Contrast("check url, rule and stream");
    private final String path;

    /**
     * A sink for good settings.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public SentinelSink(SentinelConfig config, InstantSource clock) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        poster = new HttpPoster(config.target(), clock);
        URI endpoint = URI.create(config.authority() + "/" + config.tenant() + "/oauth2/v2.0/token");
        tokens = new AccessTokens(AccessTokens.endpoint(config.target(), endpoint), this::form, clock);
        requests = new TokenRequests(config.target(), poster, tokens, IngestionError::advice);
        path = "/dataCollectionRules/" + config.rule() + "/streams/" + config.stream() + "?api-version=2023-01-01";
    }

    private Map<String, String> form() {
        return Map.of(
                "grant_type",
                "client_credentials",
                "client_id",
                config.client(),
                "client_secret",
                config.secret().reveal(),
                "scope",
                config.scope());
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
        return CHUNKS.deliver(batch, SentinelRow::encode, part -> contrast.deliver(part, this::send));
    }

    private Reply send(List<Encoded> part) {
        HttpCall call = HttpCall.post(path, Gzip.compress(Lines.jsonArray(part)))
                .header("Content-Type", "application/json")
                .header("Content-Encoding", "gzip");
        return requests.send(call);
    }

    /** Whether a token is to be had; the rule cannot be asked without a row. */
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

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.Bisect;
import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpAnswer.Failed;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpVerdict;
import io.anchorwatch.streamjobs.alert.Alert;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Posts alerts as CloudEvents 1.0 to a URL.
 *
 * <p>Answers mean what {@link HttpVerdict} says. A batch that is refused as such is halved until the alert that is to blame
 * stands alone.
 */
public final class WebhookSink implements AlertSink {

    /** After so many failures in a row the rest of a batch waits without being tried. */
    private static final int MOST_FAILURES = 3;

    private final WebhookConfig config;
    private final InstantSource clock;
    private final HttpPoster poster;

    /**
     * A sink for good settings.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public WebhookSink(WebhookConfig config, InstantSource clock) {
        this(checked(config), clock, new HttpPoster(config.target(), clock));
    }

    WebhookSink(WebhookConfig config, InstantSource clock, HttpPoster poster) {
        this.config = config;
        this.clock = clock;
        this.poster = poster;
    }

    private static WebhookConfig checked(WebhookConfig config) {
        ConfigChecks.rejectBad(config);
        return config;
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SinkTraits traits() {
        return SinkTraits.DEFAULT.concurrent(4);
    }

    /** Whether something answers there: what it answers to a GET says nothing about a POST. */
    @Override
    public Optional<String> probe() {
        return poster.send(HttpCall.get("")) instanceof Failed failed ? Optional.of(failed.reason()) : Optional.empty();
    }

    @Override
    public List<DeliveryResult> deliver(List<Alert> batch) {
        return config.mode() == WebhookMode.BATCH ? deliverTogether(batch) : deliverEach(batch);
    }

    private List<DeliveryResult> deliverEach(List<Alert> batch) {
        List<DeliveryResult> results = new ArrayList<>(batch.size());
        int failures = 0;
        for (Alert alert : batch) {
            if (failures >= MOST_FAILURES) {
                results.add(results.get(results.size() - 1));
                continue;
            }
            HttpAnswer answer = postOne(alert);
            DeliveryResult result = HttpVerdict.of(config.target(), answer);
            results.add(result);
            if (answer instanceof Failed) {
                // Each further try would cost its whole timeout.
                failures = MOST_FAILURES;
            } else {
                failures = result instanceof Retry ? failures + 1 : 0;
            }
        }
        return results;
    }

    private List<DeliveryResult> deliverTogether(List<Alert> batch) {
        return Bisect.deliver(batch, part -> {
            HttpAnswer answer = post(CloudEvents.batch(part), headers(batchKey(part), CloudEvents.BATCH_TYPE));
            boolean halve = part.size() > 1 && HttpVerdict.blamesContent(answer);
            return halve ? Optional.empty() : Optional.of(HttpVerdict.of(config.target(), answer));
        });
    }

    private HttpAnswer postOne(Alert alert) {
        String key = CloudEvents.headerText(alert.deliveryId());
        if (config.mode() == WebhookMode.STRUCTURED) {
            return post(CloudEvents.structured(alert), headers(key, CloudEvents.STRUCTURED_TYPE));
        }
        Map<String, String> headers = new LinkedHashMap<>(CloudEvents.binaryHeaders(alert));
        headers.put("Idempotency-Key", key);
        return post(CloudEvents.data(alert), headers);
    }

    private static Map<String, String> headers(String key, String type) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Content-Type", type);
        headers.put("Idempotency-Key", key);
        return headers;
    }

    private HttpAnswer post(byte[] body, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        if (!config.secrets().isEmpty()) {
            Instant now = clock.instant();
            all.put(Signature.HEADER, Signature.sign(config.secrets(), now, body));
        }
        return poster.post(body, all);
    }

    /** The same alerts together have the same key. */
    private static String batchKey(List<Alert> batch) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (Alert alert : batch) {
                digest.update((alert.deliveryId() + "\n").getBytes(UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    @Override
    public void close() {
        poster.close();
    }
}

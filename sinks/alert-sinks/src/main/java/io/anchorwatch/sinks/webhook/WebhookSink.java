// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpAnswer.Failed;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpPoster;
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
import java.util.Set;

/**
 * Posts alerts as CloudEvents 1.0 to a URL.
 *
 * <p>A 2xx is delivered; 408, 425, 429, 5xx and no answer are tried again, after {@code Retry-After} if named; a redirect is
 * not followed and tried again, since it says nothing about the alert; any other status rejects. A batch that is refused
 * as such is halved until the alert that is to blame stands alone.
 */
public final class WebhookSink implements AlertSink {

    /** Answers that may be the fault of one alert in a batch. */
    private static final Set<Integer> SPLITTING = Set.of(400, 413, 422);

    private static final Set<Integer> RETRYABLE = Set.of(408, 425, 429);

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
            DeliveryResult result = judge(answer);
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
        if (batch.isEmpty()) {
            return List.of();
        }
        HttpAnswer answer = post(CloudEvents.batch(batch), headers(batchKey(batch), CloudEvents.BATCH_TYPE));
        boolean split = batch.size() > 1 && answer instanceof Status status && SPLITTING.contains(status.code());
        if (!split) {
            return DeliveryResult.all(batch, judge(answer));
        }
        int half = batch.size() / 2;
        List<DeliveryResult> results = new ArrayList<>(deliverTogether(batch.subList(0, half)));
        results.addAll(deliverTogether(batch.subList(half, batch.size())));
        return results;
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

    private DeliveryResult judge(HttpAnswer answer) {
        if (answer instanceof Status status) {
            return judge(status);
        }
        return DeliveryResult.retry(((Failed) answer).reason());
    }

    private DeliveryResult judge(Status status) {
        int code = status.code();
        String said = config.target().origin() + " answered " + code;
        if (code >= 200 && code < 300) {
            return DeliveryResult.delivered();
        }
        if (code >= 500 || RETRYABLE.contains(code)) {
            return new Retry(status.retryAfter(), said);
        }
        if (code < 400) {
            return DeliveryResult.retry(said + ": redirects are not followed, set the URL it leads to");
        }
        return new Rejected(said);
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

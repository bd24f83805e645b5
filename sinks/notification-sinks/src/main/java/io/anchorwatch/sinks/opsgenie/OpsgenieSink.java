// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.opsgenie;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.NotificationSink;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.SinkTraits.Idempotency;
import io.anchorwatch.sinks.chat.Pace;
import io.anchorwatch.sinks.http.HttpAnswer.Failed;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpVerdict;
import io.anchorwatch.sinks.pager.Page;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Creates and closes alerts of Opsgenie or Jira Service Management. Delivered means 202: it took the request and works on
 * it later. There is one open alert an alias, so that one which comes twice is counted there and tells nobody again.
 */
public final class OpsgenieSink implements NotificationSink {

    private static final String ALERTS = "/v2/alerts";

    private final OpsgenieConfig config;
    private final HttpPoster poster;
    private final Pace pace;

    /**
     * A sink for good settings.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public OpsgenieSink(OpsgenieConfig config, InstantSource clock) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        poster = new HttpPoster(config.target(), clock);
        pace = new Pace(Duration.ZERO, config.target().totalTimeout(), clock);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SinkTraits traits() {
        return SinkTraits.DEFAULT.batches(20).inOrder().idempotent(Idempotency.NATIVE);
    }

    /** Whether something answers there: the key of an integration may not read. */
    @Override
    public Optional<String> probe() {
        return poster.send(HttpCall.get(ALERTS)) instanceof Failed failed
                ? Optional.of(failed.reason())
                : Optional.empty();
    }

    @Override
    public List<DeliveryResult> notify(List<Notification> messages) {
        return pace.send(messages, message -> {
            HttpCall call = call(message).header("Content-Type", "application/json");
            return HttpVerdict.of(config.target(), poster.send(call));
        });
    }

    private HttpCall call(Notification message) {
        Page page = Page.of(message);
        if (!page.ends()) {
            return HttpCall.post(ALERTS, OpsgenieAlert.create(message, page, config));
        }
        String alias = URLEncoder.encode(page.key(), UTF_8).replace("+", "%20");
        return HttpCall.post(ALERTS + "/" + alias + "/close?identifierType=alias", OpsgenieAlert.close(message));
    }

    @Override
    public void close() {
        pace.close();
        poster.close();
    }
}

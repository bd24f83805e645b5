// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.pagerduty;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.NotificationSink;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.SinkTraits.Idempotency;
import io.anchorwatch.sinks.chat.Pace;
import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpAnswer.Failed;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpVerdict;
import io.anchorwatch.sinks.pager.Answers;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Opens and ends incidents of PagerDuty. Delivered means 202: it took the event and works on it later. The key of an event
 * is its incident's, so that one which comes twice is one incident.
 *
 * @see <a href="https://developer.pagerduty.com/docs/events-api-v2-overview">answers and what to do about them</a>
 */
public final class PagerDutySink implements NotificationSink {

    private static final int BAD_REQUEST = 400;

    private final PagerDutyConfig config;
    private final HttpPoster poster;
    private final Pace pace;

    /**
     * A sink for good settings.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public PagerDutySink(PagerDutyConfig config, InstantSource clock) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        poster = new HttpPoster(config.target(), clock);
        // How many events a minute it takes PagerDuty does not say; it asks for a wait when there are more.
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

    /** Whether something answers there: a key cannot be tried without an event. */
    @Override
    public Optional<String> probe() {
        return poster.send(HttpCall.get("")) instanceof Failed failed ? Optional.of(failed.reason()) : Optional.empty();
    }

    @Override
    public List<DeliveryResult> notify(List<Notification> messages) {
        return pace.send(messages, this::tell);
    }

    private DeliveryResult tell(Notification message) {
        byte[] event = PagerDutyEvent.of(message, config.routingKey().reveal());
        HttpAnswer answer = poster.send(HttpCall.post(event).header("Content-Type", "application/json"));
        if (answer instanceof Status status && status.code() == BAD_REQUEST) {
            return bad(status);
        }
        return HttpVerdict.of(config.target(), answer);
    }

    /** A wrong key and a wrong event get the same status. */
    private DeliveryResult bad(Status status) {
        String said = config.target().origin() + " answered 400";
        boolean key = Answers.mention(
                status.body(), List.of("message", "errors"), List.of("routing_key", "routing key", "integration key"));
        return key
                ? new Retry(
                        status.retryAfter(),
                        said + ": it knows no such routing key, set that of an Events API v2 integration")
                : new Rejected(said);
    }

    @Override
    public void close() {
        pace.close();
        poster.close();
    }
}

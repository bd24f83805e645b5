// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.teams;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.NotificationSink;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.chat.Detail;
import io.anchorwatch.sinks.chat.Pace;
import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpVerdict;
import io.anchorwatch.sinks.incident.Incident;
import java.time.InstantSource;
import java.util.List;

/**
 * Tells a channel or chat of Microsoft Teams through a workflow. Delivered means that the workflow began: it answers 202
 * before it posts, and what becomes of it is in its run history only. A message whose answer was lost comes twice.
 */
public final class TeamsSink implements NotificationSink {

    /**
     * 28 KB for a message, of which a workflow needs some around it.
     *
     * @see <a href="https://learn.microsoft.com/en-us/microsoftteams/platform/bots/how-to/format-your-bot-messages">limits</a>
     */
    static final int MOST_BYTES = 27 * 1024;

    private static final int TOO_LARGE = 413;

    private final TeamsConfig config;
    private final HttpPoster poster;
    private final Pace pace;

    /**
     * A sink for good settings.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public TeamsSink(TeamsConfig config, InstantSource clock) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        poster = new HttpPoster(config.target(), clock);
        pace = new Pace(config.pace(), config.target().totalTimeout(), clock);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SinkTraits traits() {
        return SinkTraits.DEFAULT.batches(8).inOrder();
    }

    @Override
    public List<DeliveryResult> notify(List<Notification> messages) {
        return pace.send(messages, message -> tell(Incident.of(message)));
    }

    private DeliveryResult tell(Incident incident) {
        HttpAnswer answer = post(largest(incident));
        boolean tooLarge = answer instanceof Status status && status.code() == TOO_LARGE;
        return verdict(tooLarge ? post(TeamsMessage.of(incident, Detail.LEAST)) : answer);
    }

    /** As much detail as fits. */
    static byte[] largest(Incident incident) {
        for (Detail detail : Detail.LEVELS) {
            byte[] body = TeamsMessage.of(incident, detail);
            if (body.length <= MOST_BYTES) {
                return body;
            }
        }
        return TeamsMessage.of(incident, Detail.LEAST);
    }

    private HttpAnswer post(byte[] body) {
        return poster.send(HttpCall.post(body).header("Content-Type", "application/json; charset=utf-8"));
    }

    private DeliveryResult verdict(HttpAnswer answer) {
        DeliveryResult usual = HttpVerdict.of(config.target(), answer);
        if (!(answer instanceof Status status)) {
            return usual;
        }
        return switch (status.code()) {
            case 401, 403, 404, 410 ->
                new Retry(
                        status.retryAfter(),
                        config.target().origin() + " answered " + status.code()
                                + ": turn the workflow on, or set the URL of a new one");
            case 400, TOO_LARGE -> new Rejected(config.target().origin() + " answered " + status.code());
            default -> usual;
        };
    }

    @Override
    public void close() {
        pace.close();
        poster.close();
    }
}

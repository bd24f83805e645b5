// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.NotificationSink;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.chat.Detail;
import io.anchorwatch.sinks.chat.Pace;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.incident.Incident;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Tells a channel of Slack. Delivered means that Slack took the message. It knows no key of its own: a message whose answer
 * was lost comes twice.
 */
public final class SlackSink implements NotificationSink {

    /** A second each, within what a call may take. */
    private static final int MOST_MESSAGES = 5;

    private final SlackConfig config;
    private final HttpPoster poster;
    private final Pace pace;
    private final Way way;

    /**
     * A sink for good settings.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public SlackSink(SlackConfig config, InstantSource clock) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        poster = new HttpPoster(config.target(), clock);
        pace = new Pace(config.pace(), config.target().totalTimeout(), clock);
        way = config.channel()
                .<Way>map(channel -> new Bot(config, channel, poster, clock))
                .orElseGet(() -> new Webhook(config.target(), poster));
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SinkTraits traits() {
        return SinkTraits.DEFAULT.batches(MOST_MESSAGES).inOrder();
    }

    @Override
    public List<DeliveryResult> notify(List<Notification> messages) {
        return pace.send(messages, message -> tell(Incident.of(message)));
    }

    /** What Slack finds too long it gets once more, as short as it can be. */
    private DeliveryResult tell(Incident incident) {
        DeliveryResult full = way.tell(incident, Detail.FULL);
        return full instanceof Rejected ? way.tell(incident, Detail.LEAST) : full;
    }

    @Override
    public Optional<String> probe() {
        return way.probe();
    }

    @Override
    public void close() {
        pace.close();
        poster.close();
    }
}

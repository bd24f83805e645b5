// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.chat.Detail;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.incident.Incident;
import java.util.Optional;

/**
 * Posts to an incoming webhook, which tells no place of a message: each stands for itself.
 *
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">Incoming webhooks</a>
 */
final class Webhook implements Way {

    private final HttpTarget target;
    private final HttpPoster poster;

    Webhook(HttpTarget target, HttpPoster poster) {
        this.target = target;
        this.poster = poster;
    }

    @Override
    public DeliveryResult tell(Incident incident, Detail detail) {
        byte[] body = SlackMessage.of(incident, detail, ALERT).toString().getBytes(UTF_8);
        return send(body).result();
    }

    private SlackAnswer send(byte[] body) {
        return SlackAnswer.ofWebhook(
                target, poster.send(HttpCall.post(body).header("Content-Type", "application/json; charset=utf-8")));
    }

    /** Sends a message without a text: a webhook that lives refuses the content of it, and nobody sees it. */
    @Override
    public Optional<String> probe() {
        return send("{}".getBytes(UTF_8)).result() instanceof DeliveryResult.Retry retry
                ? Optional.of(retry.reason())
                : Optional.empty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.alertmanager;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.sinks.Bisect;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.http.HttpVerdict;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One server of the cluster. */
final class Peer implements AutoCloseable {

    private static final int MOST_ALERTS = 100;

    private final HttpTarget target;
    private final HttpPoster poster;

    Peer(HttpTarget target, InstantSource clock) {
        this.target = target;
        poster = new HttpPoster(target, clock);
    }

    /** Posts alerts and answers for each. Once it is found not to be up, no more of them are tried. */
    List<DeliveryResult> post(List<ObjectNode> alerts) {
        Attempt attempt = new Attempt();
        List<DeliveryResult> results = new ArrayList<>(alerts.size());
        for (int from = 0; from < alerts.size(); from += MOST_ALERTS) {
            List<ObjectNode> part = alerts.subList(from, Math.min(alerts.size(), from + MOST_ALERTS));
            results.addAll(Bisect.deliver(part, attempt::send));
        }
        return results;
    }

    /** What keeps it from taking alerts; empty when nothing does. */
    Optional<String> probe() {
        return HttpVerdict.of(target, poster.send(HttpCall.get("/-/ready"))) instanceof Retry retry
                ? Optional.of(retry.reason())
                : Optional.empty();
    }

    private final class Attempt {

        private @Nullable DeliveryResult down;

        /**
         * It keeps the good ones of a post that it refuses for a bad one, and does not say which: they come again in a
         * half, which changes nothing.
         */
        private Optional<DeliveryResult> send(List<ObjectNode> part) {
            DeliveryResult before = down;
            if (before != null) {
                return Optional.of(before);
            }
            ArrayNode body = JsonNodeFactory.instance.arrayNode().addAll(part);
            HttpAnswer answer =
                    poster.send(HttpCall.post("/api/v2/alerts", body.toString().getBytes(UTF_8))
                            .header("Content-Type", "application/json"));
            if (part.size() > 1 && HttpVerdict.blamesContent(answer)) {
                return Optional.empty();
            }
            DeliveryResult result = HttpVerdict.of(target, answer);
            down = result instanceof Retry ? result : null;
            return Optional.of(result);
        }
    }

    @Override
    public void close() {
        poster.close();
    }
}

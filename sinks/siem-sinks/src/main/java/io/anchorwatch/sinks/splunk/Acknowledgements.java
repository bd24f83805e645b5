// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.splunk;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.http.HttpVerdict;
import io.anchorwatch.sinks.siem.Json;
import io.anchorwatch.sinks.splunk.SplunkConfig.Acknowledgement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Asks whether the indexers have a request. What is not acknowledged in time is sent again: the collector may have lost it.
 *
 * @see <a href="https://docs.splunk.com/Documentation/Splunk/latest/Data/AboutHECIDXAck">Indexer acknowledgement</a>
 */
final class Acknowledgements implements AutoCloseable {

    private final InstantSource clock;
    private final Acknowledgement wanted;
    private final HttpTarget target;
    private final HttpPoster poster;
    private final String channel;
    private final CountDownLatch closed = new CountDownLatch(1);

    Acknowledgements(
            Acknowledgement wanted, HttpTarget target, HttpPoster poster, String channel, InstantSource clock) {
        this.clock = clock;
        this.wanted = wanted;
        this.target = target;
        this.poster = poster;
        this.channel = channel;
    }

    DeliveryResult await(long id) {
        // By the clock and not by a number of tries: a question that is not answered takes its own time.
        Instant end = clock.instant().plus(wanted.atMost());
        DeliveryResult last = DeliveryResult.retry(target.origin() + " did not acknowledge in time");
        do {
            HttpAnswer answer = ask(id);
            if (answer instanceof Status status && status.isGood()) {
                if (Json.read(status.body())
                        .path("acks")
                        .path(Long.toString(id))
                        .asBoolean()) {
                    return DeliveryResult.delivered();
                }
            } else {
                last = unanswered(answer);
            }
            if (!pause()) {
                return DeliveryResult.retry("the sink is closed");
            }
        } while (clock.instant().isBefore(end));
        return last;
    }

    private HttpAnswer ask(long id) {
        byte[] body = Json.write(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("acks");
            json.writeNumber(id);
            json.writeEndArray();
            json.writeEndObject();
        });
        return poster.send(HttpCall.post("/services/collector/ack", body)
                .header("Content-Type", "application/json")
                .header("X-Splunk-Request-Channel", channel));
    }

    private DeliveryResult unanswered(HttpAnswer answer) {
        DeliveryResult usual = HttpVerdict.of(target, answer);
        return usual instanceof Rejected rejected
                ? DeliveryResult.retry(rejected.reason() + " when asked for an acknowledgement")
                : usual;
    }

    /** Whether to go on. */
    private boolean pause() {
        try {
            return !closed.await(wanted.every().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}

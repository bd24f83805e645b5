// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.http.HttpVerdict;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * What Slack made of a message.
 *
 * @param result delivered; retry; or rejected when the content is at fault, which a shorter message may cure
 * @param error Slack's word, known or of the shape of one; empty when there is none
 * @param ts where the message stands; empty when there is none
 */
record SlackAnswer(DeliveryResult result, String error, String ts) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A webhook says {@code ok}, or 4xx with a word. */
    static SlackAnswer ofWebhook(HttpTarget target, HttpAnswer answer) {
        if (!(answer instanceof Status status) || status.isGood()) {
            return new SlackAnswer(HttpVerdict.of(target, answer), "", "");
        }
        String error = SlackErrors.word(new String(status.body(), StandardCharsets.UTF_8).strip());
        boolean content = HttpVerdict.blamesContent(answer) && !SlackErrors.isKnownAsNoFaultOfContent(error);
        return refused(target, status, error, content);
    }

    /** The Web API says 200 with {@code ok} or an error's word; at its limits 429. */
    static SlackAnswer ofApi(HttpTarget target, HttpAnswer answer) {
        if (!(answer instanceof Status status)) {
            return new SlackAnswer(HttpVerdict.of(target, answer), "", "");
        }
        JsonNode said = read(status.body());
        if (status.isGood() && said.path("ok").asBoolean()) {
            return new SlackAnswer(
                    DeliveryResult.delivered(), "", said.path("ts").asText());
        }
        String error = SlackErrors.word(said.path("error").asText());
        // An answer that is none of the API's says nothing about the message.
        return refused(target, status, error, SlackErrors.blamesContent(error));
    }

    private static SlackAnswer refused(HttpTarget target, Status status, String error, boolean content) {
        String said = target.origin() + " answered " + status.code() + (error.isEmpty() ? "" : " " + error);
        if (content) {
            return new SlackAnswer(new Rejected(said), error, "");
        }
        String advice = SlackErrors.advice(error);
        if (advice.isEmpty() && HttpVerdict.of(target, status) instanceof Retry usual) {
            return new SlackAnswer(error.isEmpty() ? usual : new Retry(status.retryAfter(), said), error, "");
        }
        Duration after = status.retryAfter();
        return new SlackAnswer(new Retry(after, said + advice), error, "");
    }

    private static JsonNode read(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.missingNode();
        }
    }

    boolean isDelivered() {
        return result instanceof DeliveryResult.Delivered;
    }

    boolean blamesContent() {
        return result instanceof Rejected;
    }
}

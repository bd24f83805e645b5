// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.vendor;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.servers.stub.Json;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.stub.VendorStub;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Slack: an incoming webhook at {@code /services/T0/B0/<credentials>} and, with the credentials as bearer token, the methods
 * {@code chat.postMessage}, {@code chat.update} and {@code auth.test} below {@code /api/}. An alert's id follows
 * {@code alert:} in a {@code block_id}.
 *
 * <p>Checks JSON, text or blocks, {@link BlockKit} and, when told, one message a second. The Web API answers 200 with
 * {@code ok:false} where a webhook answers 4xx with a word. Messages can be edited and answered in threads by their
 * {@code ts}.
 *
 * @see <a href="https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks">incoming webhooks</a>
 * @see <a href="https://docs.slack.dev/reference/methods/chat.postMessage">chat.postMessage</a>
 * @see <a href="https://docs.slack.dev/reference/methods/chat.update">chat.update</a>
 * @see <a href="https://docs.slack.dev/apis/web-api/rate-limits">rate limits</a>
 */
public final class SlackStub extends VendorStub {

    /** The channel that exists. */
    public static final String CHANNEL = "C0000000001";

    private static final int MOST_TEXT = 40_000;
    private static final Duration PACE = Duration.ofSeconds(1);

    private final Map<String, JsonNode> messages = new LinkedHashMap<>();
    private volatile boolean paced;
    private Instant last = Instant.MIN;

    private SlackStub(StubSetup setup, String credentials) {
        super(setup, credentials);
    }

    /** A workspace with one channel, {@value #CHANNEL}. */
    public static SlackStub start(StubSetup setup, String credentials) {
        SlackStub stub = new SlackStub(setup, credentials);
        stub.open();
        return stub;
    }

    /** From now on more than one message a second is too much, or no more. */
    public void onePerSecond(boolean on) {
        paced = on;
    }

    /** The messages as they are now, by their {@code ts}. */
    public synchronized Map<String, JsonNode> messages() {
        return new LinkedHashMap<>(messages);
    }

    /** Somebody deletes all messages. */
    public synchronized void deleteMessages() {
        messages.clear();
    }

    @Override
    protected StubAnswer answer(StubRequest request) {
        if (request.path().startsWith("/services/")) {
            return webhook(request);
        }
        if (!request.path().startsWith("/api/")) {
            return refuse(StubAnswer.of(404), request.path());
        }
        if (request.header("authorization").isEmpty()) {
            return notOk("not_authed");
        }
        if (!authorized(request, "Bearer")) {
            return notOk("invalid_auth");
        }
        return switch (request.path()) {
            case "/api/auth.test" -> StubAnswer.json(200, "{\"ok\":true,\"team_id\":\"T0\",\"bot_id\":\"B0\"}");
            case "/api/chat.postMessage" -> post(request);
            case "/api/chat.update" -> update(request);
            default -> notOk("unknown_method");
        };
    }

    private StubAnswer webhook(StubRequest request) {
        if (!request.path().equals("/services/T0/B0/" + faults().credentials())) {
            return refuse(StubAnswer.text(403, "invalid_token"), "not the webhook's URL");
        }
        Optional<JsonNode> body = Json.read(request.body()).filter(JsonNode::isObject);
        if (body.isEmpty() || !request.mediaType().equals("application/json")) {
            return refuse(StubAnswer.text(400, "invalid_payload"), "no JSON object");
        }
        String error = error(body.get());
        if (!error.isEmpty()) {
            return StubAnswer.text(400, error);
        }
        if (tooSoon()) {
            return refuse(StubAnswer.text(429, "rate_limited").with("Retry-After", "1"), "more than one a second");
        }
        keep(body.get());
        return StubAnswer.text(200, "ok");
    }

    private StubAnswer post(StubRequest request) {
        Optional<JsonNode> body = apiBody(request);
        if (body.isEmpty()) {
            return notOk("invalid_json");
        }
        if (!body.get().path("channel").asText().equals(CHANNEL)) {
            return notOk("channel_not_found");
        }
        String error = error(body.get());
        if (!error.isEmpty()) {
            return StubAnswer.json(200, "{\"ok\":false,\"error\":\"" + error + "\"}");
        }
        String thread = body.get().path("thread_ts").asText();
        if (!thread.isEmpty() && !messages.containsKey(thread)) {
            return notOk("thread_not_found");
        }
        if (tooSoon()) {
            StubAnswer answer = StubAnswer.json(429, "{\"ok\":false,\"error\":\"ratelimited\"}");
            return refuse(answer.with("Retry-After", "1"), "more than one a second");
        }
        return ok(keep(body.get()));
    }

    private StubAnswer update(StubRequest request) {
        Optional<JsonNode> body = apiBody(request);
        if (body.isEmpty()) {
            return notOk("invalid_json");
        }
        String ts = body.get().path("ts").asText();
        if (!body.get().path("channel").asText().equals(CHANNEL)) {
            return notOk("channel_not_found");
        }
        if (!messages.containsKey(ts)) {
            return notOk("message_not_found");
        }
        String error = error(body.get());
        if (!error.isEmpty()) {
            return StubAnswer.json(200, "{\"ok\":false,\"error\":\"" + error + "\"}");
        }
        messages.put(ts, body.get());
        MarkedIds.in(body.get(), "block_id").forEach(this::accepted);
        return ok(ts);
    }

    private static Optional<JsonNode> apiBody(StubRequest request) {
        boolean json = request.mediaType().equals("application/json");
        return json ? Json.read(request.body()).filter(JsonNode::isObject) : Optional.empty();
    }

    /** The word for what is wrong with a message; empty when nothing is. */
    private String error(JsonNode message) {
        String text = message.path("text").asText();
        if (text.isEmpty() && message.path("blocks").isEmpty()) {
            violated("neither text nor blocks");
            return "no_text";
        }
        if (text.length() > MOST_TEXT) {
            violated("text of more than 40,000 characters");
            return "msg_too_long";
        }
        List<String> problems = message.has("blocks") ? BlockKit.problems(message.path("blocks")) : List.of();
        if (!problems.isEmpty()) {
            violated(problems.toString());
            return "invalid_blocks";
        }
        if (MarkedIds.in(message, "block_id").stream().anyMatch(faults()::rejects)) {
            violated("refused on purpose");
            return "invalid_blocks";
        }
        return "";
    }

    private boolean tooSoon() {
        Instant now = now();
        if (paced && now.isBefore(last.equals(Instant.MIN) ? now : last.plus(PACE))) {
            return true;
        }
        last = now;
        return false;
    }

    private String keep(JsonNode message) {
        String ts = "%d.%06d".formatted(now().getEpochSecond(), messages.size() + 1);
        messages.put(ts, message);
        MarkedIds.in(message, "block_id").forEach(this::accepted);
        return ts;
    }

    private static StubAnswer ok(String ts) {
        return StubAnswer.json(200, "{\"ok\":true,\"channel\":\"" + CHANNEL + "\",\"ts\":\"" + ts + "\"}");
    }

    private StubAnswer notOk(String error) {
        return refuse(StubAnswer.json(200, "{\"ok\":false,\"error\":\"" + error + "\"}"), error);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.AlertSinkContract;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.webhook.HookServer.Answer;
import io.anchorwatch.sinks.webhook.HookServer.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;

/** Every mode of the webhook keeps the contract. */
class WebhookContractTest {

    @Nested
    class Binary extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() throws IOException {
            return new Hook(WebhookMode.BINARY);
        }
    }

    @Nested
    class Structured extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() throws IOException {
            return new Hook(WebhookMode.STRUCTURED);
        }
    }

    @Nested
    class Batch extends AlertSinkContract {
        @Override
        protected SinkUnderTest open() throws IOException {
            return new Hook(WebhookMode.BATCH);
        }
    }

    private static final class Hook implements SinkUnderTest {

        private static final JsonMapper JSON = JsonMapper.builder().build();

        private final HookServer server = new HookServer(null);
        private final WebhookSink sink;
        private final List<String> ids = new ArrayList<>();
        private boolean failing;
        private boolean rejecting;
        private int tooMany;
        private Duration after = Duration.ZERO;
        private volatile String shown = "first";
        private String wanted = "first";

        Hook(WebhookMode mode) throws IOException {
            server.answer(this::answer);
            HttpTarget target = new HttpTarget(
                    URI.create("http://127.0.0.1:" + server.port() + "/hook"),
                    true,
                    List.of(),
                    List.of("127.0.0.0/8"),
                    Map.of("X-Key", Secret.current(() -> shown)),
                    Duration.ofSeconds(2),
                    Duration.ofSeconds(2));
            sink = new WebhookSink(new WebhookConfig("hook", target, mode, List.of()), InstantSource.system());
        }

        private synchronized Answer answer(Request request) {
            if (request.body().isEmpty()) {
                return Answer.of(405);
            }
            if (failing) {
                return Answer.of(503);
            }
            if (!wanted.equals(request.headers().getFirst("X-Key"))) {
                return Answer.of(401);
            }
            if (tooMany > 0) {
                tooMany--;
                return new Answer(429, Map.of("Retry-After", Long.toString(after.toSeconds())), new byte[0]);
            }
            List<String> got = idsOf(request);
            if (rejecting && got.stream().anyMatch(id -> id.startsWith("bad"))) {
                return Answer.of(400);
            }
            ids.addAll(got);
            return Answer.of(202);
        }

        private static List<String> idsOf(Request request) {
            try {
                JsonNode body = JSON.readTree(request.body());
                List<String> found = new ArrayList<>();
                if (body.isArray()) {
                    body.forEach(event -> found.add(event.get("data").get("id").textValue()));
                } else {
                    found.add(body.get("id").textValue());
                }
                return found;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public AlertSink sink() {
            return sink;
        }

        @Override
        public synchronized List<String> ids() {
            return List.copyOf(ids);
        }

        @Override
        public synchronized void failing(boolean on) {
            failing = on;
        }

        @Override
        public boolean canReject() {
            return true;
        }

        @Override
        public synchronized void rejectBad() {
            rejecting = true;
        }

        @Override
        public boolean canHang() {
            return true;
        }

        @Override
        public void answerAfter(long millis) {
            server.delay(millis);
        }

        @Override
        public boolean canAsk() {
            return true;
        }

        @Override
        public synchronized void tooMany(int times, Duration wait) {
            tooMany = times;
            after = wait;
        }

        @Override
        public boolean canBreak() {
            return true;
        }

        @Override
        public void resetMidBody(int times) {
            server.resetMidBody(times);
        }

        @Override
        public void closeMidAnswer(int times) {
            server.closeMidAnswer(times);
        }

        @Override
        public boolean hasCredentials() {
            return true;
        }

        @Override
        public synchronized void expireCredentials() {
            wanted = "second";
        }

        @Override
        public void renewCredentials() {
            shown = "second";
        }

        @Override
        public void close() {
            sink.close();
            server.close();
        }
    }
}

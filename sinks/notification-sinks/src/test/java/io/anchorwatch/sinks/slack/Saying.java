// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.people.ChatUnderTest;
import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.servers.stub.StubRequest;
import io.anchorwatch.sinks.servers.stub.StubServer;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** A Slack that answers one thing to everything. */
final class Saying implements AutoCloseable {

    private final StubServer server;
    private final SlackSink sink;

    private Saying(StubAnswer answer, boolean bot) {
        server = new StubServer(StubSetup.plain(), request -> answer).start();
        HttpTarget target = ChatUnderTest.loopback(server.url());
        sink = new SlackSink(
                new SlackConfig(
                        "slack",
                        bot ? target.with(new HttpAuth.Token("Bearer", Secret.of("xoxb-1"))) : target,
                        bot ? Optional.of("C0000000001") : Optional.empty(),
                        Duration.ZERO,
                        SlackConfig.THREAD_FOR),
                InstantSource.system());
    }

    static Saying toBot(String json) {
        return new Saying(StubAnswer.json(200, json), true);
    }

    static Saying toWebhook(int status, String word) {
        return new Saying(StubAnswer.text(status, word), false);
    }

    SlackSink sink() {
        return sink;
    }

    List<String> bodies() {
        return server.requests().stream().map(StubRequest::text).toList();
    }

    @Override
    public void close() {
        sink.close();
        server.close();
    }
}

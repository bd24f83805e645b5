// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.people.ChatUnderTest;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.vendor.SlackStub;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Slack's stand-in and a sink that writes to it, as a bot or by a webhook. */
final class SlackUnderTest extends ChatUnderTest {

    private final SlackStub stub;
    private final AtomicReference<String> token;
    private final boolean bot;

    private SlackUnderTest(SlackStub stub, AtomicReference<String> token, boolean bot, Duration pace) {
        super(new SlackSink(config(stub, token, bot, pace), InstantSource.system()), stub);
        this.stub = stub;
        this.token = token;
        this.bot = bot;
    }

    static SlackUnderTest bot() {
        return paced(Duration.ZERO);
    }

    static SlackUnderTest paced(Duration pace) {
        return new SlackUnderTest(start(), new AtomicReference<>("token"), true, pace);
    }

    static SlackUnderTest webhook() {
        return new SlackUnderTest(start(), new AtomicReference<>("token"), false, Duration.ZERO);
    }

    private static SlackStub start() {
        return SlackStub.start(StubSetup.plain(), "token");
    }

    private static SlackConfig config(SlackStub stub, AtomicReference<String> token, boolean bot, Duration pace) {
        URI url = URI.create(stub.url() + (bot ? "/api" : "/services/T0/B0/token"));
        return new SlackConfig(
                "slack",
                bot ? loopback(url).with(new HttpAuth.Token("Bearer", Secret.current(token::get))) : loopback(url),
                bot ? Optional.of(SlackStub.CHANNEL) : Optional.empty(),
                pace,
                SlackConfig.THREAD_FOR);
    }

    SlackStub stub() {
        return stub;
    }

    /** A webhook's URL is read when the sink is opened; a bot's token at each call. */
    @Override
    public boolean hasCredentials() {
        return bot;
    }

    @Override
    public void expireCredentials() {
        stub.faults().credentials("another");
    }

    @Override
    public void renewCredentials() {
        token.set("another");
    }
}

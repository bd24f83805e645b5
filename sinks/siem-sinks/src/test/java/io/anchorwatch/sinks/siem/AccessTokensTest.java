// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.servers.stub.StubAnswer;
import io.anchorwatch.sinks.servers.stub.StubServer;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.siem.AccessTokens.Access;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessTokensTest {

    private final TestClock clock = new TestClock();
    private final AtomicInteger number = new AtomicInteger();
    private final AtomicReference<String> expiry = new AtomicReference<>("3600");
    private final StubServer server =
            new StubServer(StubSetup.plain(), request -> token("t" + number.incrementAndGet())).start();
    private final AccessTokens tokens =
            new AccessTokens(Targets.loopback(server.url()), () -> Map.of("secret", "s3cret&="), clock);

    private StubAnswer token(String value) {
        return StubAnswer.json(200, "{\"access_token\":\"" + value + "\",\"expires_in\":" + expiry.get() + "}");
    }

    @AfterEach
    void close() {
        tokens.close();
        server.close();
    }

    @Test
    void a_token_is_kept_until_its_last_five_minutes() {
        assertThat(tokens.current()).isEqualTo(new Access.Token("t1"));
        clock.pass(Duration.ofMinutes(54));
        assertThat(tokens.current()).isEqualTo(new Access.Token("t1"));
        clock.pass(Duration.ofMinutes(2));
        assertThat(tokens.current()).isEqualTo(new Access.Token("t2"));
    }

    @Test
    void a_short_token_is_kept_for_four_fifths_of_its_life() {
        expiry.set("60");
        tokens.current();
        clock.pass(Duration.ofSeconds(47));
        assertThat(tokens.current()).isEqualTo(new Access.Token("t1"));
        clock.pass(Duration.ofSeconds(2));
        assertThat(tokens.current()).isEqualTo(new Access.Token("t2"));
    }

    @Test
    void while_no_new_token_is_to_be_had_the_old_one_serves_to_its_end() {
        tokens.current();
        server.faults().failing(true);
        clock.pass(Duration.ofMinutes(58));
        assertThat(tokens.current()).isEqualTo(new Access.Token("t1"));
        clock.pass(Duration.ofMinutes(3));
        assertThat(reason()).contains("no access token", "503");
        server.faults().failing(false);
        assertThat(tokens.current()).isEqualTo(new Access.Token("t2"));
    }

    @Test
    void a_token_that_was_refused_is_not_shown_again() {
        tokens.refused((Access.Token) tokens.current());
        assertThat(tokens.current()).isEqualTo(new Access.Token("t2"));
        tokens.refused(new Access.Token("t1"));
        assertThat(tokens.current()).isEqualTo(new Access.Token("t2"));
    }

    @Test
    void a_token_whose_life_is_unknown_is_used_once() {
        expiry.set("\"soon\"");
        assertThat(tokens.current()).isEqualTo(new Access.Token("t1"));
        assertThat(tokens.current()).isEqualTo(new Access.Token("t2"));
    }

    @Test
    void refused_credentials_are_told_without_them() {
        server.faults().failing(400);
        assertThat(reason()).contains("400", "renew").doesNotContain("s3cret").doesNotContain("\n");
    }

    @Test
    void what_no_header_can_carry_is_no_token() {
        for (String bad : new String[] {"", "a b", "a\\r\\nX-Evil: 1", "ü"}) {
            try (StubServer evil = new StubServer(StubSetup.plain(), request -> token(bad)).start();
                    AccessTokens some = new AccessTokens(Targets.loopback(evil.url()), Map::of, clock)) {
                assertThat(some.current())
                        .isInstanceOfSatisfying(
                                Access.None.class,
                                none -> assertThat(none.retry().reason()).contains("without a token"));
            }
        }
    }

    @Test
    void the_form_is_encoded() {
        tokens.current();
        assertThat(server.requests().get(0).text()).isEqualTo("secret=s3cret%26%3D");
    }

    private String reason() {
        return ((Access.None) tokens.current()).retry().reason();
    }
}

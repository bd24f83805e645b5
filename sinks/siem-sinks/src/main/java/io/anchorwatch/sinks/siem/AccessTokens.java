// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.http.HttpVerdict;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Access tokens after RFC 6749: fetched when one is needed, kept, and replaced before they end. While no new one is to be
 * had, the old one serves to its end.
 */
public final class AccessTokens implements AutoCloseable {

    /** A token that ends so soon is replaced; of a short one, when the last fifth of its life has begun. */
    private static final Duration EARLY = Duration.ofMinutes(5);

    private static final int SHARE = 5;
    private static final long MOST_SECONDS = 86_400;

    /** A token, or why there is none. */
    public sealed interface Access {

        /** What goes behind {@code Bearer}. */
        record Token(String value) implements Access {}

        /** None for now. */
        record None(Retry retry) implements Access {}
    }

    private final HttpTarget target;
    private final HttpPoster poster;
    private final Supplier<Map<String, String>> form;
    private final InstantSource clock;
    private @Nullable String token;
    private Instant renew = Instant.MIN;
    private Instant end = Instant.MIN;

    /**
     * Tokens of an endpoint.
     *
     * @param target the endpoint
     * @param form the fields of a request, made anew for each; an IllegalArgumentException tells in one line why not
     */
    public AccessTokens(HttpTarget target, Supplier<Map<String, String>> form, InstantSource clock) {
        this.target = target;
        poster = new HttpPoster(target, clock);
        this.form = form;
        this.clock = clock;
    }

    /** The way to a token endpoint that may be reached as {@code service} is, without what is secret between us and that. */
    public static HttpTarget endpoint(HttpTarget service, URI url) {
        return new HttpTarget(
                url,
                service.allowPlainHttp(),
                service.allowedHosts(),
                service.allowedCidrs(),
                Map.of(),
                new HttpAuth.None(),
                service.tls(),
                service.connectTimeout(),
                service.totalTimeout());
    }

    /** The token to use now. */
    public synchronized Access current() {
        Instant now = clock.instant();
        String kept = token;
        if (kept != null && now.isBefore(renew)) {
            return new Access.Token(kept);
        }
        Access fresh = fetch(now);
        return fresh instanceof Access.None && kept != null && now.isBefore(end) ? new Access.Token(kept) : fresh;
    }

    /** Says that a token was refused; the next call fetches another. */
    public synchronized void refused(Access.Token old) {
        if (old.value().equals(token)) {
            token = null;
        }
    }

    private Access fetch(Instant now) {
        Map<String, String> fields;
        try {
            fields = form.get();
        } catch (IllegalArgumentException e) {
            return new Access.None(new Retry(Duration.ZERO, String.valueOf(e.getMessage())));
        }
        HttpAnswer answer = poster.send(HttpCall.post(Forms.encode(fields).getBytes(StandardCharsets.US_ASCII))
                .header("Content-Type", "application/x-www-form-urlencoded"));
        DeliveryResult result = HttpVerdict.of(target, answer);
        if (result instanceof Retry retry) {
            return new Access.None(new Retry(retry.after(), "no access token: " + retry.reason()));
        }
        if (result instanceof Rejected rejected) {
            return none(rejected.reason() + ": it refuses the credentials, renew them");
        }
        JsonNode said = Json.read(((Status) answer).body());
        String value = said.path("access_token").asText();
        if (value.isEmpty() || !value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            return none(target.origin() + " answered without a token");
        }
        Duration life = Duration.ofSeconds(
                Math.max(0, Math.min(MOST_SECONDS, said.path("expires_in").asLong())));
        Duration early = life.dividedBy(SHARE).compareTo(EARLY) < 0 ? life.dividedBy(SHARE) : EARLY;
        token = value;
        end = now.plus(life);
        renew = end.minus(early);
        return new Access.Token(value);
    }

    private static Access none(String why) {
        return new Access.None(new Retry(Duration.ZERO, "no access token: " + why));
    }

    @Override
    public void close() {
        poster.close();
    }
}

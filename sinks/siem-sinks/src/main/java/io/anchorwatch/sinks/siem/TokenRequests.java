// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.siem.AccessTokens.Access;
import java.util.Optional;
import java.util.function.Function;

/** Requests with an access token to a service that takes each as a whole or not at all. */
public final class TokenRequests {

    private static final int UNAUTHORIZED = 401;

    private final HttpTarget target;
    private final HttpPoster poster;
    private final AccessTokens tokens;
    private final Function<Status, Optional<String>> setup;

    /**
     * Requests to one service.
     *
     * @param setup as {@link WholeRequests#reply} takes it
     */
    public TokenRequests(
            HttpTarget target, HttpPoster poster, AccessTokens tokens, Function<Status, Optional<String>> setup) {
        this.target = target;
        this.poster = poster;
        this.tokens = tokens;
        this.setup = setup;
    }

    /** Sends a request; one whose token was refused is sent once more with a new one, since tokens can be revoked. */
    public Reply send(HttpCall call) {
        Access first = tokens.current();
        if (first instanceof Access.None none) {
            return new Reply.Known(none.retry());
        }
        Access.Token token = (Access.Token) first;
        HttpAnswer answer = send(call, token);
        if (isRefused(answer)) {
            tokens.refused(token);
            if (tokens.current() instanceof Access.Token fresh && !fresh.equals(token)) {
                answer = send(call, fresh);
                if (isRefused(answer)) {
                    tokens.refused(fresh);
                }
            }
        }
        return WholeRequests.reply(target, answer, setup);
    }

    private HttpAnswer send(HttpCall call, Access.Token token) {
        return poster.send(call.header("Authorization", "Bearer " + token.value()));
    }

    private static boolean isRefused(HttpAnswer answer) {
        return answer instanceof Status status && status.code() == UNAUTHORIZED;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.http.HttpAnswer;
import io.anchorwatch.sinks.http.HttpAnswer.Status;
import io.anchorwatch.sinks.http.HttpCall;
import io.anchorwatch.sinks.http.HttpPoster;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.sinks.siem.AccessTokens.Access;
import java.util.List;
import java.util.Optional;

/** Requests with an access token to a service that takes each as a whole or not at all. */
public final class TokenRequests {

    private static final int UNAUTHORIZED = 401;

    private final HttpTarget target;
    private final HttpPoster poster;
    private final AccessTokens tokens;

    public TokenRequests(HttpTarget target, HttpPoster poster, AccessTokens tokens) {
        this.target = target;
        this.poster = poster;
        this.tokens = tokens;
    }

    /** Sends a request for these alerts; empty when they should be halved. */
    public Optional<DeliveryResult> send(HttpCall call, List<Encoded> part) {
        Access access = tokens.current();
        if (access instanceof Access.None none) {
            return Optional.of(none.retry());
        }
        Access.Token token = (Access.Token) access;
        HttpAnswer answer = poster.send(call.header("Authorization", "Bearer " + token.value()));
        if (answer instanceof Status status && status.code() == UNAUTHORIZED) {
            tokens.refused(token);
        }
        return WholeRequests.verdict(target, answer, part);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.Secret;
import java.util.Base64;
import java.util.Optional;

/** What a target wants to see in {@code Authorization}. Secrets are asked for at each request, so that they may change. */
public sealed interface HttpAuth {

    /** Nothing, or what a sink adds by itself. */
    record None() implements HttpAuth {}

    /**
     * A token with its scheme.
     *
     * @param scheme such as {@code Bearer}, {@code Splunk} or {@code ApiKey}
     */
    record Token(String scheme, Secret token) implements HttpAuth {}

    /** A user and a password, RFC 7617. */
    record Basic(String user, Secret password) implements HttpAuth {}

    /** The header's value, if there is to be one. */
    default Optional<String> header() {
        if (this instanceof Token token) {
            return Optional.of(token.scheme() + " " + token.token().reveal());
        }
        if (this instanceof Basic basic) {
            String pair = basic.user() + ":" + basic.password().reveal();
            return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)));
        }
        return Optional.empty();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.incident;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/** Which texts people may click on. */
final class Links {

    private static final int MOST_CHARS = 500;

    private Links() {}

    /**
     * A link to a host over https, in plain ASCII, without user and password, since {@code https://bank@evil/} reads as
     * what it is not.
     */
    static Optional<URI> https(String text) {
        if (text.length() > MOST_CHARS
                || !text.startsWith("https://")
                || !text.chars().allMatch(c -> c > ' ' && c < 127)) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text);
            boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null;
            return plain ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}

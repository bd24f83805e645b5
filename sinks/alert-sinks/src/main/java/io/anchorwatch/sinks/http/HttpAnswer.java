// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What became of a request. Reasons are one line and hold no text of the answer. */
public sealed interface HttpAnswer {

    /**
     * The target answered.
     *
     * @param code its status
     * @param retryAfter what it asks for, up to an hour; zero when it named none
     * @param headers its headers by lower-case name
     * @param body its body, cut at the bound of the call
     */
    record Status(int code, Duration retryAfter, Map<String, String> headers, byte[] body) implements HttpAnswer {

        public boolean isGood() {
            return code >= 200 && code < 300;
        }

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }
    }

    /** No answer, or none in time; the target may have acted nevertheless. */
    record Failed(String reason) implements HttpAnswer {}
}

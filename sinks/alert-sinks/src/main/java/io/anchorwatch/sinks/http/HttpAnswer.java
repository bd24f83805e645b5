// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.http;

import java.time.Duration;

/** What became of a request. Reasons are one line and hold no text of the answer. */
public sealed interface HttpAnswer {

    /** The target answered with a status. {@code retryAfter} is zero when it named none; {@code body} is bounded. */
    record Status(int code, Duration retryAfter, byte[] body) implements HttpAnswer {}

    /** No answer, or none in time; the target may have acted nevertheless. */
    record Failed(String reason) implements HttpAnswer {}
}

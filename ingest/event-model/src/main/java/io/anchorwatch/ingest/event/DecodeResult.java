// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import java.util.function.Function;

/** What became of raw bytes that should hold one event. */
public sealed interface DecodeResult {

    /**
     * A usable event.
     *
     * @param truncated {@code event-too-large} or {@code nesting-too-deep} when its bodies were taken out for that, now
     *     or when it was decoded first; else empty
     */
    record Decoded(AuditEvent event, String truncated) implements DecodeResult {}

    /**
     * No event can be read.
     *
     * @param reason one line for an operator; holds no event text
     * @param safe what may be kept of the bytes: redacted JSON, or of what is no JSON its beginning with a note on the
     *     rest. For the dead letter topic. Shared, not copied: do not modify
     */
    record Malformed(String reason, byte[] safe) implements DecodeResult {}

    /** Calls the function of the case that this is. */
    default <T> T fold(Function<Decoded, T> decoded, Function<Malformed, T> malformed) {
        if (this instanceof Decoded d) {
            return decoded.apply(d);
        }
        return malformed.apply((Malformed) this);
    }
}

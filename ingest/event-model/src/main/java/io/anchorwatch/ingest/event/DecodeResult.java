// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import java.util.function.Function;

/** What became of raw bytes that should hold one event. */
public sealed interface DecodeResult {

    /** A usable event. {@code truncated} tells why its bodies were taken out, or is empty when they were not. */
    record Decoded(AuditEvent event, String truncated) implements DecodeResult {}

    /** No event can be read; {@code reason} is one line for an operator and holds no event text. */
    record Malformed(String reason) implements DecodeResult {}

    /** Calls the function of the case that this is. */
    default <T> T fold(Function<Decoded, T> decoded, Function<Malformed, T> malformed) {
        if (this instanceof Decoded d) {
            return decoded.apply(d);
        }
        return malformed.apply((Malformed) this);
    }
}

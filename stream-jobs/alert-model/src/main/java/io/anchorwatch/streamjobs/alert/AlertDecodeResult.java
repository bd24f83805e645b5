// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.alert;

import java.util.function.Function;

/** What became of bytes that should hold one alert. */
public sealed interface AlertDecodeResult {

    /** A usable alert. */
    record Decoded(Alert alert) implements AlertDecodeResult {}

    /** No alert can be read; {@code reason} is one line for an operator and holds no text of the input. */
    record Malformed(String reason) implements AlertDecodeResult {}

    /** Calls the function of the case that this is. */
    default <T> T fold(Function<Decoded, T> decoded, Function<Malformed, T> malformed) {
        if (this instanceof Decoded d) {
            return decoded.apply(d);
        }
        return malformed.apply((Malformed) this);
    }
}

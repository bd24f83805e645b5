// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.function.Supplier;

/** A value that must not reach a log, a page or an error: {@link #toString} hides it. */
public final class Secret {

    private final Supplier<String> value;

    private Secret(Supplier<String> value) {
        this.value = value;
    }

    /** Wraps a value that stays as it is. */
    public static Secret of(String value) {
        return new Secret(() -> value);
    }

    /** Wraps a value that may be replaced while the process runs: it is asked for at each use, by any thread. */
    public static Secret current(Supplier<String> value) {
        return new Secret(value);
    }

    /** The value itself, for the one call that needs it. Ask again for the next call: it may have been replaced. */
    public String reveal() {
        return value.get();
    }

    /** Whether there is nothing to hide, which is a mistake in a configuration. */
    public boolean isEmpty() {
        return reveal().isEmpty();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(bytes(), secret.bytes());
    }

    /** The same for all secrets: a hash could be guessed backwards. */
    @Override
    public int hashCode() {
        return 0;
    }

    @Override
    public String toString() {
        return "***";
    }

    private byte[] bytes() {
        return reveal().getBytes(StandardCharsets.UTF_8);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A value that must not reach a log, a page or an error: {@link #toString} hides it. */
public final class Secret {

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /** Wraps a value, already resolved. */
    public static Secret of(String value) {
        return new Secret(value);
    }

    /** The value itself, for the one call that needs it. */
    public String reveal() {
        return value;
    }

    /** Whether there is nothing to hide, which is a mistake in a configuration. */
    public boolean isEmpty() {
        return value.isEmpty();
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
        return value.getBytes(StandardCharsets.UTF_8);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.notify;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.Notification.Held;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;

/** What a message is called at its target. */
final class Identity {

    private Identity() {}

    /** Differs for any two messages, and is the same whenever this one is made again. */
    static String of(Pool pool, List<Entry> told, Held held) {
        StringBuilder text = new StringBuilder(pool.id).append('\n').append(pool.due);
        told.forEach(entry -> text.append('\n').append(entry.origin()));
        text.append('\n').append(held.count()).append(held.from()).append(held.to());
        return digest(text.toString());
    }

    /** The same for the same values in the same order. */
    static String of(Collection<String> values) {
        StringBuilder text = new StringBuilder();
        // Lengths keep values that hold the separator apart.
        values.forEach(value -> text.append(value.length()).append(':').append(value));
        return digest(text.toString());
    }

    /** 40 hex digits. */
    static String digest(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, 40);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

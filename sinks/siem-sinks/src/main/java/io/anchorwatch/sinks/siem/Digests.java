// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.siem;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names made of what they name. */
public final class Digests {

    private Digests() {}

    /** SHA-256 over the texts, each with a line end behind it; 64 hex digits. */
    public static String sha256(List<String> texts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (String text : texts) {
                digest.update((text + "\n").getBytes(UTF_8));
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

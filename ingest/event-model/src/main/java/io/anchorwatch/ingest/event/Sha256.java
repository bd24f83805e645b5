// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.event;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256, cut to what an id needs. */
final class Sha256 {

    private static final int ID_BYTES = 20;

    private Sha256() {}

    /** First 160 bits over {@code bytes[0, length)} as 40 lower-case hex digits. */
    static String hex160(byte[] bytes, int length) {
        MessageDigest digest = digest();
        digest.update(bytes, 0, length);
        return HexFormat.of().formatHex(digest.digest(), 0, ID_BYTES);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

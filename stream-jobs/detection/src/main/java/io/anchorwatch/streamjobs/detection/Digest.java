// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 over a sequence of texts, each preceded by its length so that no two sequences collide by concatenation. */
public final class Digest {

    private final MessageDigest sha256;

    public Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** Adds a text. */
    public Digest add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
        sha256.update(bytes);
        return this;
    }

    /** The first {@code digits} hex digits, at most 64; resets the digest. */
    public String hex(int digits) {
        return HexFormat.of().formatHex(sha256.digest()).substring(0, digits);
    }
}

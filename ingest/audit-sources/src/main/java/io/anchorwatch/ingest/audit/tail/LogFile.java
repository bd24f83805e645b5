// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.audit.tail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPInputStream;

/**
 * A file of the log as it was listed.
 *
 * @param path where it was
 * @param base its name without {@code .gz}: what it was called before it was compressed
 * @param key its identity in the file system, or empty
 * @param size its size in bytes on disk
 */
record LogFile(Path path, String base, String key, long size) {

    /** How much of a file's beginning makes its fingerprint. */
    static final int HEAD_BYTES = 1024;

    static LogFile of(Path path) throws IOException {
        BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class);
        Object key = attributes.fileKey();
        String name = String.valueOf(path.getFileName());
        String base = name.endsWith(".gz") ? name.substring(0, name.length() - 3) : name;
        return new LogFile(path, base, key == null ? "" : key.toString(), attributes.size());
    }

    boolean compressed() {
        return path.toString().endsWith(".gz");
    }

    /** Whether it has no text. */
    boolean empty() throws IOException {
        if (!compressed()) {
            return size == 0;
        }
        try (InputStream in = open()) {
            return in.read() < 0;
        }
    }

    /** Its text from the beginning. */
    InputStream open() throws IOException {
        InputStream raw =
                new BufferedInputStream(Channels.newInputStream(FileChannel.open(path, StandardOpenOption.READ)));
        if (!compressed()) {
            return raw;
        }
        try {
            return new GZIPInputStream(raw);
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }

    /** Whether its text begins as the position says. */
    boolean beginsAs(LogPosition position) {
        try (InputStream in = open()) {
            byte[] head = in.readNBytes(position.headLength());
            return head.length == position.headLength()
                    && hash(head, head.length).equals(position.headHash());
        } catch (IOException e) {
            // Gone, or still being compressed: not the one, for now.
            return false;
        }
    }

    static String hash(byte[] bytes, int length) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(bytes, 0, length);
            return HexFormat.of().formatHex(digest.digest(), 0, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

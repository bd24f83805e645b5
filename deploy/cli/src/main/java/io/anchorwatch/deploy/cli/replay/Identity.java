// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.ingest.recording.ReplayOptions;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that the output of a replay depends on, by the name that a user knows it under. Files are known by name, size and
 * their first 64 KiB.
 */
record Identity(Map<String, String> parts) {

    private static final int HEAD = 1 << 16;

    static Identity of(String rules, ReplayOptions options, List<Path> files) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("the rules", rules);
        parts.put("--cluster", options.cluster() + (options.named() ? "" : ", or as told"));
        parts.put("--format", options.format().name());
        parts.put("--lateness", options.lateness().toString());
        parts.put("--from", options.from().toString());
        parts.put("--to", options.to().toString());
        parts.put("the number of files", String.valueOf(files.size()));
        for (int i = 0; i < files.size(); i++) {
            Path file = files.get(i);
            parts.put("the name of file " + (i + 1), file.toString());
            parts.put("the size of " + file, String.valueOf(Files.size(file)));
            parts.put("the beginning of " + file, head(file));
        }
        return new Identity(parts);
    }

    private static String head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] head = in.readNBytes(HEAD);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(head));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /** The first thing that is different in another. */
    Optional<String> difference(Identity other) {
        return parts.keySet().stream()
                .filter(name -> !parts.getOrDefault(name, "").equals(other.parts.get(name)))
                .findFirst();
    }

    void write(DataOutputStream out) throws IOException {
        out.writeInt(parts.size());
        for (Map.Entry<String, String> part : parts.entrySet()) {
            out.writeUTF(part.getKey());
            out.writeUTF(part.getValue());
        }
    }

    static Identity read(DataInputStream in) throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        for (int left = in.readInt(); left > 0; left--) {
            parts.put(in.readUTF(), in.readUTF());
        }
        return new Identity(parts);
    }
}

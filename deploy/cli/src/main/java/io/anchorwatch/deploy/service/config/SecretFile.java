// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * A secret in a file, read again when the file changes. While it is away or empty, as in the middle of a rotation, the last
 * good value stays. Thread-safe.
 */
final class SecretFile implements Supplier<String> {

    private final Path file;
    private String value;
    private String stamp = "";

    SecretFile(Path file, String value) {
        this.file = file;
        this.value = value;
    }

    @Override
    public synchronized String get() {
        try {
            String now = Files.getLastModifiedTime(file) + " " + Files.size(file);
            if (!now.equals(stamp)) {
                String read = Files.readString(file).strip();
                value = read.isEmpty() ? value : read;
                stamp = now;
            }
        } catch (IOException unreadable) {
            stamp = "";
        }
        return value;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** Opens what a user names: plain, {@code .gz} or {@code .zst}; {@code -} is standard input. */
public final class InputFiles {

    private InputFiles() {}

    /** Opens a file for reading, decompressed. */
    public static InputStream open(Path file) {
        try {
            if (file.toString().equals("-")) {
                return new BufferedInputStream(System.in);
            }
            InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
            if (file.toString().endsWith(".gz")) {
                return new GZIPInputStream(raw, 1 << 16);
            }
            return file.toString().endsWith(".zst") ? new ZstdInputStream(raw) : raw;
        } catch (NoSuchFileException missing) {
            throw CliException.environment(file + ": no such file", "check the path");
        } catch (IOException unreadable) {
            throw CliException.environment(file + ": can't be read: " + unreadable.getMessage(), "check the file");
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

import io.anchorwatch.ingest.recording.InputFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a user names on the command line: files plain or compressed; {@code -} is standard input. */
public final class Inputs {

    private static final Path STANDARD_INPUT = Path.of("-");

    private Inputs() {}

    /** Opens a file for reading, decompressed. */
    public static InputStream open(Path named) {
        try {
            return InputFiles.decompressed(named.equals(STANDARD_INPUT) ? System.in : Files.newInputStream(named));
        } catch (NoSuchFileException missing) {
            throw CliException.environment(named + ": no such file", "check the path");
        } catch (IOException unreadable) {
            throw CliException.environment(
                    named + ": can't be read: " + unreadable.getMessage(), "check the file and its permissions");
        }
    }

    /** The same names, with standard input copied into {@code folder}: a file can be read twice, a pipe can not. */
    public static List<Path> asFiles(List<Path> named, TemporaryFolder folder) throws IOException {
        List<Path> files = new ArrayList<>(named);
        int stdin = files.indexOf(STANDARD_INPUT);
        if (stdin >= 0) {
            Path copy = folder.path().resolve("standard-input");
            Files.copy(System.in, copy);
            files.set(stdin, copy);
        }
        return files;
    }
}

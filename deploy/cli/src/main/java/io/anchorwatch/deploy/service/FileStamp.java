// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.service;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What tells that files changed: their names, sizes and times of change. A mounted ConfigMap changes as a whole. */
record FileStamp(Map<String, String> files) {

    FileStamp {
        files = Map.copyOf(files);
    }

    /** The stamp of files and of all that is below folders; what can't be read is as if it were not there. */
    static FileStamp of(List<Path> paths) {
        Map<String, String> files = new TreeMap<>();
        for (Path path : paths) {
            if (Files.exists(path)) {
                try (Stream<Path> below = Files.walk(path)) {
                    below.filter(Files::isRegularFile).forEach(file -> files.put(file.toString(), stamp(file)));
                } catch (IOException | UncheckedIOException vanished) {
                    files.put(path.toString(), "changing");
                }
            }
        }
        return new FileStamp(files);
    }

    private static String stamp(Path file) {
        try {
            return Files.getLastModifiedTime(file) + "/" + Files.size(file);
        } catch (IOException vanished) {
            return "gone";
        }
    }
}

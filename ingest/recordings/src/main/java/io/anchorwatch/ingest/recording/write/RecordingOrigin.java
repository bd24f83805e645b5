// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where the records of a folder come from: offsets of another Kafka, or of a topic made anew, mean something else. */
public final class RecordingOrigin {

    private static final String FILE = ".origin";

    private RecordingOrigin() {}

    /**
     * Compares with what the folder remembers, and remembers what is new.
     *
     * @param origin names and identities, one line each
     * @return the first name that had another identity; empty when all is as before
     */
    public static Optional<String> check(Path folder, Map<String, String> origin) throws IOException {
        Map<String, String> known = new TreeMap<>(read(folder));
        for (Map.Entry<String, String> now : new TreeMap<>(origin).entrySet()) {
            if (!known.getOrDefault(now.getKey(), now.getValue()).equals(now.getValue())) {
                return Optional.of(now.getKey());
            }
        }
        known.putAll(origin);
        Path draft = folder.resolve(FILE + ".new");
        List<String> lines = known.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toList();
        Files.write(draft, lines);
        Files.move(draft, folder.resolve(FILE), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return Optional.empty();
    }

    private static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> known = new TreeMap<>();
        try {
            for (String line : Files.readAllLines(folder.resolve(FILE))) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    known.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        } catch (NoSuchFileException first) {
            return known;
        }
        return known;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.posture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.Inputs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Tells recordings of watches from manifests by their first line. */
final class FileKind {

    private static final int MAX_HEAD = 4 << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private FileKind() {}

    /** Whether all are recordings; false when none is. Both at once have no common time: a usage error. */
    static boolean isRecording(List<Path> named) throws IOException {
        boolean any = false;
        boolean all = true;
        for (Path path : named) {
            boolean recording = Files.isDirectory(path) ? holdsRecordings(path) : isWatch(path);
            any |= recording;
            all &= recording;
        }
        if (any && !all) {
            throw CliException.usage("some files are recordings of watches and some are not", "name files of one kind");
        }
        return any;
    }

    private static boolean holdsRecordings(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .anyMatch(file -> file.toString().matches(".*\\.(jsonl|ndjson)(\\.(gz|zst))?"));
        }
    }

    private static boolean isWatch(Path file) throws IOException {
        byte[] head;
        try (InputStream in = Inputs.open(file)) {
            head = in.readNBytes(MAX_HEAD);
        }
        int end = 0;
        while (end < head.length && head[end] != '\n') {
            end++;
        }
        try {
            JsonNode line = MAPPER.readTree(head, 0, end);
            return line.path("op").isTextual() && line.path("resource").isTextual();
        } catch (IOException notJson) {
            return false;
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording.write;

import com.github.luben.zstd.ZstdInputStream;
import io.anchorwatch.ingest.recording.RecordedLine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** Reads recorded files as another tool would. */
final class Recorded {

    private Recorded() {}

    static List<RecordedLine> lines(Path file) throws IOException {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new ZstdInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> Objects.requireNonNull(RecordedLine.parse(line.getBytes(StandardCharsets.UTF_8))))
                    .toList();
        }
    }
}

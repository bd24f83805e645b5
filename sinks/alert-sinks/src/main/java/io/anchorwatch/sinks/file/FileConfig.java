// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.file;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.format.AlertFormat;
import io.anchorwatch.sinks.format.AlertFormats;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Settings of a file of alerts.
 *
 * @param name the sink's name
 * @param path the file written to; its directory must exist
 * @param maxBytes size at which it is rotated, 1 KiB to 1 TiB
 * @param maxAge age at which it is rotated, a minute to ten years
 * @param keep how many rotated files are kept, 0 to 100,000
 * @param format what a line is
 * @param fsync when what was written is forced to disk
 */
public record FileConfig(
        String name, Path path, long maxBytes, Duration maxAge, int keep, AlertFormat format, Fsync fsync)
        implements SinkConfig {

    /** When writes reach the disk. */
    public enum Fsync {
        /** Before a batch counts as delivered: it survives a loss of power. */
        BATCH,
        /** When the operating system likes: it survives the death of the process only. */
        NEVER
    }

    /** NDJSON, 100 MiB or a day a file, ten kept, forced to disk for each batch. */
    public static FileConfig of(String name, Path path) {
        return new FileConfig(name, path, 100L << 20, Duration.ofDays(1), 10, AlertFormats.JSON, Fsync.BATCH);
    }

    @Override
    public List<ConfigProblem> problems() {
        return new ConfigChecks()
                .name(name)
                .require(path.getFileName() != null, "path", "names no file")
                .within(maxBytes, 1 << 10, 1L << 40, "maxBytes")
                .within(maxAge, Duration.ofMinutes(1), Duration.ofDays(3653), "maxAge")
                .within(keep, 0, 100_000, "keep")
                .problems();
    }

    @Override
    public FileSink open(SinkSurroundings around) {
        return new FileSink(this, around.clock());
    }
}

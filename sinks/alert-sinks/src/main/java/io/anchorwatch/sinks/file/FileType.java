// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.file;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.file.FileConfig.Fsync;
import io.anchorwatch.sinks.format.AlertFormats;
import java.nio.file.Path;
import java.util.Map;

/** {@code type: file}. */
public final class FileType implements SinkType {

    @Override
    public String name() {
        return "file";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        settings.required("path", "alerts.ndjson");
        FileConfig usual = FileConfig.of(name, settings.file("path").orElse(Path.of("missing")));
        return new FileConfig(
                name,
                usual.path(),
                settings.bytes("maxBytes", usual.maxBytes(), 1L << 40),
                settings.span("maxAge", usual.maxAge()),
                settings.number("keep", usual.keep(), 0, 100_000),
                settings.choice("format", AlertFormats.all(), usual.format()),
                settings.choice("fsync", Map.of("batch", Fsync.BATCH, "never", Fsync.NEVER), usual.fsync()));
    }
}

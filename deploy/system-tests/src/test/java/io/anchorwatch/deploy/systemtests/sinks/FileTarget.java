// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A file of JSON lines. */
record FileTarget(Path file) implements SinkTarget {

    @Override
    public List<String> settings() {
        return List.of("type: file", "path: " + file, "maxBytes: 1GiB");
    }

    /** Of the whole lines. */
    @Override
    public List<String> ids() {
        try {
            String text = Files.exists(file) ? Files.readString(file) : "";
            return text.substring(0, text.lastIndexOf('\n') + 1)
                    .lines()
                    .map(line -> line.replaceAll("^\\{\"id\":\"([^\"]*)\".*$", "$1"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {}
}

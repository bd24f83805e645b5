// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.servers.stub.TcpFront;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Objects of a bucket, small ones, so that a kill falls between them. */
final class BucketTarget implements SinkTarget {

    private final Bucket bucket = new Bucket();
    private final TcpFront front;
    private final List<String> settings;

    BucketTarget(Path folder) throws IOException {
        front = new TcpFront(bucket.url().getPort());
        List<String> lines = new ArrayList<>(Bucket.settings(folder, front.port()));
        lines.add("maxBytes: 64KiB");
        lines.add("linger: 1s");
        settings = List.copyOf(lines);
    }

    @Override
    public List<String> settings() {
        return settings;
    }

    @Override
    public List<String> ids() {
        return bucket.keys().stream()
                .flatMap(key -> text(bucket.get(key)).lines())
                .map(line -> line.replaceAll("^\\{\"id\":\"([^\"]*)\".*$", "$1"))
                .toList();
    }

    private static String text(byte[] packed) {
        try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void slow(Duration by) {
        front.delay(by.toMillis());
    }

    @Override
    public void close() throws IOException {
        front.close();
        bucket.close();
    }
}

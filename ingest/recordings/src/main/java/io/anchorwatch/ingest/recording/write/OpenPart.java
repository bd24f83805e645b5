// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.recording.write;

import io.anchorwatch.ingest.recording.RecordedLine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The file that a partition's records are written to now. */
final class OpenPart implements AutoCloseable {

    /** Longer than that no record stays in memory alone. */
    private static final Duration FRAME_EVERY = Duration.ofSeconds(2);

    private final FrameFile file;
    private final String topic;
    private final int partition;
    private final long first;
    private final Instant begun;
    private Instant frameBegun;
    private long last;
    private long records;

    OpenPart(Path path, RecordedLine line, Instant now) throws IOException {
        file = new FrameFile(path);
        topic = line.topic();
        partition = line.partition();
        first = line.offset();
        last = first - 1;
        begun = now;
        frameBegun = now;
    }

    void append(RecordedLine line, byte[] text) throws IOException {
        if (line.offset() <= last) {
            throw new IllegalArgumentException("offset " + line.offset() + " came after offset " + last);
        }
        file.append(text);
        last = line.offset();
        records++;
    }

    long last() {
        return last;
    }

    void rename(Path other) throws IOException {
        file.endFrame();
        file.rename(other);
    }

    boolean isFull(RecordingLimits limits, Instant now) {
        return file.size() >= limits.rotateBytes() || !now.isBefore(begun.plus(limits.rotateEvery()));
    }

    void endFrameWhenDue(Instant now) throws IOException {
        if (!now.isBefore(frameBegun.plus(FRAME_EVERY))) {
            frameBegun = now;
            file.endFrame();
        }
    }

    RecordedFileInfo complete(Path folder) throws IOException {
        RecordedRange range = new RecordedRange(topic, partition, first, last);
        Path name = folder.resolve(range.fileName());
        file.complete(name);
        return new RecordedFileInfo(name, range, records, file.size());
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}

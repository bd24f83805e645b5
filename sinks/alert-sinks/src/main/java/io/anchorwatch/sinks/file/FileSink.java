// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.file;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.file.FileConfig.Fsync;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Appends alerts, one a line, to a file that rotates by size and age.
 *
 * <p>A batch is written as a whole; by default it is delivered when it is on disk. A line that a crash cut off is moved to
 * {@code <file>.torn} at the next open; its alert was never answered as delivered and comes again. The file has mode 0640.
 */
public final class FileSink implements AlertSink {

    private static final Logger LOG = LoggerFactory.getLogger(FileSink.class);

    private final FileConfig config;
    private final InstantSource clock;
    private final Rotation rotation;
    private @Nullable LogFile file;
    private boolean closed;

    /**
     * A sink for good settings. Touches the disk at the first batch.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public FileSink(FileConfig config, InstantSource clock) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        this.clock = clock;
        rotation = new Rotation(config.path(), config.keep());
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SinkTraits traits() {
        return SinkTraits.DEFAULT.batches(1000).inOrder();
    }

    @Override
    public synchronized List<DeliveryResult> deliver(List<Alert> batch) {
        if (closed) {
            return DeliveryResult.all(batch, DeliveryResult.retry("the sink is closed"));
        }
        try {
            byte[] lines = lines(batch);
            current(lines.length).append(lines, config.fsync() == Fsync.BATCH);
            return DeliveryResult.all(batch, DeliveryResult.delivered());
        } catch (IOException e) {
            forget();
            return DeliveryResult.all(batch, DeliveryResult.retry(explain(e)));
        }
    }

    private byte[] lines(List<Alert> batch) {
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        for (Alert alert : batch) {
            lines.writeBytes(config.format().encode(alert));
            lines.write('\n');
        }
        return lines.toByteArray();
    }

    private LogFile current(int more) throws IOException {
        Instant now = clock.instant();
        LogFile open = file;
        if (open == null) {
            tidy();
            open = LogFile.open(config.path(), now);
        }
        file = open;
        boolean full = open.size() + more > config.maxBytes();
        boolean old = !now.isBefore(open.born().plus(config.maxAge()));
        if (open.size() == 0 || !(full || old)) {
            return open;
        }
        open.force();
        forget();
        rotation.rename(now);
        tidy();
        LogFile next = LogFile.open(config.path(), now);
        file = next;
        return next;
    }

    /** Failing to compress or delete old files is no reason to hold alerts back. */
    private void tidy() {
        try {
            rotation.tidy();
        } catch (IOException e) {
            LOG.warn("sink {}: rotated files could not be compressed or deleted: {}", name(), explain(e));
        }
    }

    private String explain(IOException e) {
        if (e instanceof NoSuchFileException) {
            return "the directory of " + config.path() + " does not exist: create it";
        }
        if (e instanceof AccessDeniedException) {
            return config.path() + " is not writable: let this process write to the file and its directory";
        }
        return config.path() + ": " + e.getMessage();
    }

    private void forget() {
        LogFile open = file;
        file = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException e) {
                LOG.warn("sink {}: {} did not close: {}", name(), config.path(), e.getMessage());
            }
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        forget();
    }
}

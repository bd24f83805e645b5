// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object.api;

import io.fabric8.kubernetes.client.http.AsyncBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A response body as it arrives, read by one thread. No more is asked of the socket than is being read, and a read waits
 * no longer than the deadline: a connection may be half open for hours.
 */
public final class BodyStream extends InputStream {

    private final LinkedBlockingQueue<Chunk> chunks = new LinkedBlockingQueue<>();
    private final InstantSource clock;
    private final Runnable onClose;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile @Nullable AsyncBody body;
    private Instant deadline;
    private ByteBuffer current = ByteBuffer.allocate(0);
    private @Nullable Chunk end;

    /** {@code onClose} runs once. */
    BodyStream(InstantSource clock, Duration patience, Runnable onClose) {
        this.clock = clock;
        this.onClose = onClose;
        this.deadline = clock.instant().plus(patience);
    }

    /** Bytes, or the end. */
    private record Chunk(
            List<ByteBuffer> buffers,
            boolean last,
            @Nullable Throwable failure) {}

    void consume(List<ByteBuffer> buffers) {
        chunks.add(new Chunk(buffers, false, null));
    }

    void attach(AsyncBody arriving) {
        body = arriving;
        var unused = arriving.done().whenComplete((done, failure) -> chunks.add(new Chunk(List.of(), true, failure)));
        arriving.consume();
    }

    /** From now on reads may wait that long. */
    public void patience(Duration patience) {
        deadline = clock.instant().plus(patience);
    }

    /** How much can be read without waiting. */
    @Override
    public int available() {
        return current.remaining() + (chunks.isEmpty() ? 0 : 1);
    }

    @Override
    public int read() throws IOException {
        return fill() ? current.get() & 0xFF : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int n = Math.min(length, current.remaining());
        current.get(target, offset, n);
        return n;
    }

    private boolean fill() throws IOException {
        while (!current.hasRemaining()) {
            Chunk next = end == null ? take() : end;
            if (next.last()) {
                end = next;
                if (next.failure() != null) {
                    throw new IOException("the connection broke", next.failure());
                }
                return false;
            }
            current = joined(next.buffers());
            AsyncBody source = body;
            if (source != null && chunks.isEmpty()) {
                source.consume();
            }
        }
        return true;
    }

    private Chunk take() throws IOException {
        long millis = Duration.between(clock.instant(), deadline).toMillis();
        try {
            Chunk chunk = chunks.poll(Math.max(0, millis), TimeUnit.MILLISECONDS);
            if (chunk == null) {
                throw new SocketTimeoutException("nothing came before the deadline");
            }
            return chunk;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static ByteBuffer joined(List<ByteBuffer> buffers) {
        if (buffers.size() == 1) {
            return buffers.get(0);
        }
        ByteBuffer all = ByteBuffer.allocate(
                buffers.stream().mapToInt(ByteBuffer::remaining).sum());
        buffers.forEach(all::put);
        return all.flip();
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            AsyncBody source = body;
            if (source != null) {
                source.cancel();
            }
            onClose.run();
        }
    }
}

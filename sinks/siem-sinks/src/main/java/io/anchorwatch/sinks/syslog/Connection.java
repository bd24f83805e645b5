// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A connection. It may be closed by any thread at any time, which ends what another does with it. */
final class Connection implements AutoCloseable {

    private final Socket plain;
    private final Socket used;
    private final InputStream in;

    /**
     * A connection.
     *
     * @param plain the TCP connection
     * @param used what is written to and read from: the same, or TLS over it
     */
    Connection(Socket plain, Socket used) throws IOException {
        this.plain = plain;
        this.used = used;
        in = new BufferedInputStream(used.getInputStream());
    }

    InputStream in() {
        return in;
    }

    void write(byte[] bytes) throws IOException {
        used.getOutputStream().write(bytes);
        used.getOutputStream().flush();
    }

    /** Whether the other side neither ends it nor says anything for that time, as it has no reason to between batches. */
    boolean staysSilent(Duration time) throws IOException {
        int before = used.getSoTimeout();
        used.setSoTimeout(Math.max(1, Math.toIntExact(time.toMillis())));
        try {
            // Whatever comes, it is the end, or a farewell before it.
            in.read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        } catch (IOException e) {
            return false;
        } finally {
            if (!used.isClosed()) {
                used.setSoTimeout(before);
            }
        }
    }

    /**
     * Says that no more comes, and waits for the other side to end the connection too, which it does once it has read all
     * that came. A kernel that throws unread bytes away, because their reader died, resets the connection instead.
     *
     * @throws IOException when the other side did not read to the end, or not within the timeout
     */
    void endInOrder() throws IOException {
        used.shutdownOutput();
        try {
            int read;
            do {
                read = in.read();
            } while (read >= 0);
        } catch (EOFException e) {
            // The end of TCP without one of TLS, as many receivers do it; a death with unread bytes would be a reset.
            return;
        }
    }

    /** Closes it after that time unless the result is cancelled before: a write has no timeout of its own. */
    CompletableFuture<Void> closeAfter(Duration time) {
        return CompletableFuture.runAsync(
                this::close, CompletableFuture.delayedExecutor(time.toMillis(), TimeUnit.MILLISECONDS));
    }

    @Override
    public void close() {
        try {
            // Not through TLS, whose farewell would wait for a write that hangs.
            plain.close();
        } catch (IOException e) {
            // Gone is gone.
        }
    }
}

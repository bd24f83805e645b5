// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLSocket;

/**
 * HTTP/1.1 with keep-alive on a free port of the loopback interface, plain or TLS.
 *
 * <p>Of its own and not a library's, since a reset in the middle of a body, counted to the request, has to be a reset.
 */
public final class StubServer implements AutoCloseable {

    private final ServerSocket listener;
    private final StubSetup setup;
    private final Faults faults = new Faults();
    private final Function<StubRequest, StubAnswer> handler;
    private final List<StubRequest> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);

    /** A server that answers with {@code handler} where no fault comes first; it does not listen before {@link #start}. */
    public StubServer(StubSetup setup, Function<StubRequest, StubAnswer> handler) {
        this.setup = setup;
        this.handler = handler;
        try {
            listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts to take connections. */
    public StubServer start() {
        threads.execute(this::listen);
        return this;
    }

    /** Where it answers, without a slash at the end. */
    public URI url() {
        return URI.create((setup.tls() == null ? "http" : "https") + "://127.0.0.1:" + listener.getLocalPort());
    }

    /** What it does wrong on purpose. */
    public Faults faults() {
        return faults;
    }

    /** Every request that was read to its end, in order. */
    public List<StubRequest> requests() {
        return List.copyOf(requests);
    }

    /** How many connections were taken so far. */
    public int connections() {
        return connections.get();
    }

    /** The time as this server sees it. */
    public Instant now() {
        return setup.clock().instant().plus(faults.clockSkew());
    }

    private void listen() {
        while (closed.getCount() > 0) {
            try {
                Socket socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket raw) {
        try (raw;
                Socket socket = secured(raw)) {
            socket.setTcpNoDelay(true);
            HttpReader reader = new HttpReader(new BufferedInputStream(socket.getInputStream()), faults::takeReset);
            try {
                while (closed.getCount() > 0 && answerNext(reader, socket)) {
                    // Keep-alive.
                }
            } catch (HttpReader.ResetWanted e) {
                // No lingering makes the close a reset; below TLS, so that no farewell of TLS goes before it.
                raw.setSoLinger(true, 0);
                raw.close();
            }
        } catch (IOException e) {
            // The other side went, or spoke no HTTP: its business.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(raw);
        }
    }

    private Socket secured(Socket raw) throws IOException {
        StubTls tls = setup.tls();
        if (tls == null) {
            return raw;
        }
        SSLSocket socket = (SSLSocket) tls.serverContext().getSocketFactory().createSocket(raw, null, false);
        socket.setWantClientAuth(true);
        return socket;
    }

    /** Whether the connection stays open. */
    private boolean answerNext(HttpReader reader, Socket socket) throws IOException, InterruptedException {
        StubRequest request = reader.next();
        if (request == null) {
            return false;
        }
        requests.add(request);
        if (faults.hanging()) {
            closed.await();
            return false;
        }
        if (closed.await(faults.delay().toMillis(), TimeUnit.MILLISECONDS)) {
            return false;
        }
        StubAnswer fault = faults.answer();
        StubAnswer answer = fault == null ? handled(request) : fault;
        boolean cut = fault == null && faults.takeCut();
        HttpWriter.write(
                socket.getOutputStream(), answer, now(), request.method().equals("HEAD"), cut);
        return !cut && !request.header("connection").orElse("").equalsIgnoreCase("close");
    }

    private StubAnswer handled(StubRequest request) {
        try {
            return handler.apply(request);
        } catch (RuntimeException e) {
            return StubAnswer.text(500, "the stub failed: " + e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        closeQuietly(listener);
        open.forEach(StubServer::closeQuietly);
        threads.shutdownNow();
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Closed is closed.
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Passes bytes on to a real server on the loopback interface: late, changed, in part, or not at all. */
public final class TcpFront implements AutoCloseable {

    private final int real;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean failing;
    private volatile long delayMillis;
    private final AtomicInteger resets = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();
    private volatile Predicate<byte[]> struck = request -> true;
    private volatile UnaryOperator<byte[]> answerChange = UnaryOperator.identity();

    public TcpFront(int real) throws IOException {
        this.real = real;
        listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        threads.execute(this::listen);
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Resets what is open and each new connection. */
    public void failing(boolean on) {
        failing = on;
        if (on) {
            open.forEach(TcpFront::reset);
        }
    }

    /** What the server says comes so much later. */
    public void delay(long millis) {
        delayMillis = millis;
    }

    /** Passes on half of each of the next requests of that kind, and resets the connection to both sides. */
    public void resetMidRequest(int times, Predicate<byte[]> kind) {
        struck = kind;
        resets.set(times);
    }

    /** Passes on the next requests of that kind, half of what the server says to each, and resets the connection. */
    public void resetMidAnswer(int times, Predicate<byte[]> kind) {
        struck = kind;
        cuts.set(times);
    }

    /** Faults that were asked for and have met no request so far. */
    public int unmet() {
        return resets.get() + cuts.get();
    }

    /** Changes what the server says, as it comes from its socket, by bytes of the same number. */
    public void rewritingAnswers(UnaryOperator<byte[]> change) {
        answerChange = change;
    }

    private void listen() {
        try {
            while (true) {
                Socket client = listener.accept();
                open.add(client);
                if (failing) {
                    reset(client);
                    continue;
                }
                Socket server = new Socket(InetAddress.getLoopbackAddress(), real);
                open.add(server);
                AtomicBoolean cut = new AtomicBoolean();
                threads.execute(() -> passRequests(client, server, cut));
                threads.execute(() -> passAnswers(server, client, cut));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void passRequests(Socket client, Socket server, AtomicBoolean cut) {
        pass(client, server, (request, out) -> {
            boolean hit = struck.test(request);
            if (hit && take(resets)) {
                out.write(request, 0, request.length / 2);
                out.flush();
                return false;
            }
            if (hit && take(cuts)) {
                cut.set(true);
            }
            out.write(request);
            return true;
        });
    }

    private void passAnswers(Socket server, Socket client, AtomicBoolean cut) {
        pass(server, client, (answer, out) -> {
            if (closed.await(delayMillis, TimeUnit.MILLISECONDS)) {
                return false;
            }
            byte[] changed = answerChange.apply(answer);
            if (cut.get()) {
                out.write(changed, 0, changed.length / 2);
                out.flush();
                return false;
            }
            out.write(changed);
            return true;
        });
    }

    private static boolean take(AtomicInteger counter) {
        return counter.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    /** What is done with bytes that came; whether the connection is to stay. */
    private interface Step {
        boolean pass(byte[] bytes, OutputStream out) throws IOException, InterruptedException;
    }

    private void pass(Socket from, Socket to, Step step) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[65536];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!step.pass(Arrays.copyOf(buffer, count), out)) {
                    reset(from);
                    reset(to);
                    return;
                }
                out.flush();
            }
        } catch (IOException e) {
            // One side went.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            // Gone is gone.
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        open.forEach(TcpFront::reset);
        threads.shutdownNow();
    }
}

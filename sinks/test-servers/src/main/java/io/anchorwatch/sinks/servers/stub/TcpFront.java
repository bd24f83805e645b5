// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Passes bytes on to a real server on the loopback interface, late, or not at all. */
public final class TcpFront implements AutoCloseable {

    private final int real;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean failing;
    private volatile long delayMillis;

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
                threads.execute(() -> pass(client, server, false));
                threads.execute(() -> pass(server, client, true));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void pass(Socket from, Socket to, boolean answers) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] buffer = new byte[16384];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (answers && closed.await(delayMillis, TimeUnit.MILLISECONDS)) {
                    return;
                }
                out.write(buffer, 0, count);
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

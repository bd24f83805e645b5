// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

import io.anchorwatch.sinks.http.GuardedConnections;
import io.anchorwatch.sinks.http.Resolver;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Connects to the mail server, to addresses that the policy allows. A watch ends each connection when its time is over: a
 * server that says a byte now and then would keep a read waiting for ever.
 */
final class MailServer implements AutoCloseable {

    private final EmailConfig config;
    private final GuardedConnections connections;
    private final ScheduledExecutorService watch;
    private final Map<Socket, Future<?>> open = new HashMap<>();
    private boolean closed;

    MailServer(EmailConfig config) {
        this.config = config;
        connections = new GuardedConnections(config.policy(), config.tls(), MailServer::named);
        ScheduledThreadPoolExecutor threads = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "anchorwatch-mail-watch-" + config.name());
            thread.setDaemon(true);
            return thread;
        });
        threads.setRemoveOnCancelPolicy(true);
        watch = threads;
    }

    /** Addresses that know their name, so that nobody asks for the name of an address later. */
    private static List<InetAddress> named(String host) throws UnknownHostException {
        List<InetAddress> named = new ArrayList<>();
        for (InetAddress address : Resolver.SYSTEM.resolve(host)) {
            named.add(InetAddress.getByAddress(host, address.getAddress()));
        }
        return named;
    }

    /** A connection that has said hello, is encrypted and logged in as the settings want. */
    MailConnection connect() throws IOException, MessagingException {
        Socket socket = connections.connect(config.host(), config.port(), config.connectTimeout());
        try {
            hold(socket);
            socket.setSoTimeout(Math.toIntExact(config.totalTimeout().toMillis()));
            Socket used = config.security() == EmailSecurity.TLS
                    ? connections.secure(socket, config.host(), config.port())
                    : socket;
            return MailConnection.open(
                    config,
                    used,
                    new StartTls(plain -> connections.secure(plain, config.host(), config.port())),
                    () -> let(socket));
        } catch (IOException | MessagingException | RuntimeException e) {
            let(socket);
            throw e;
        }
    }

    private synchronized void hold(Socket socket) throws IOException {
        if (closed) {
            throw new IOException("the sink is closed");
        }
        open.put(socket, watch.schedule(() -> end(socket), config.totalTimeout().toMillis(), TimeUnit.MILLISECONDS));
    }

    private synchronized void let(Socket socket) {
        Future<?> end = open.remove(socket);
        if (end != null) {
            end.cancel(false);
        }
        end(socket);
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // Closed is closed.
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Ends what is under way. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            open.keySet().forEach(MailServer::end);
        }
        watch.shutdownNow();
    }
}

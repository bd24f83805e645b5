// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A strict mail server that answers what a test says, with STARTTLS and PLAIN or LOGIN authentication where asked for.
 *
 * <p>Checks the order of commands, line ends (CR LF and no bare LF), lines of at most 998 characters, addresses in angle
 * brackets and the dot that ends a mail; violations are answered 5xx and remembered. What a script answers is not checked.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321">RFC 5321</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3207">RFC 3207</a>, STARTTLS
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4954">RFC 4954</a>, AUTH
 */
public final class ScriptedSmtp implements AutoCloseable {

    /** A mail that was accepted; {@code text} with CR LF and the doubled dots undone. */
    public record Mail(String from, List<String> to, String text, boolean encrypted, boolean authenticated) {}

    /**
     * What the server asks of its clients.
     *
     * @param tls null offers no STARTTLS
     * @param login {@code user:password}; null asks for none. With TLS it is offered only after STARTTLS.
     */
    public record Setup(@Nullable StubTls tls, @Nullable String login) {}

    /** In a script: ends the connection instead of an answer. */
    public static final String CLOSE = "close";

    /** In a script: never answers. */
    public static final String HANG = "hang";

    /** The step in a script at which half of a mail was read; the others are the commands and {@code .} for its end. */
    public static final String MID_DATA = "mid-data";

    private final Setup setup;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Map<String, String> script = new ConcurrentHashMap<>();
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();

    private ScriptedSmtp(Setup setup) {
        this.setup = setup;
        try {
            listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server on a free port of the loopback interface. */
    public static ScriptedSmtp start(Setup setup) {
        ScriptedSmtp server = new ScriptedSmtp(setup);
        server.threads.execute(server::listen);
        return server;
    }

    /** From now on answers {@code answer} at that step ({@code EHLO}, {@code RCPT}, {@code .}, {@link #MID_DATA} …). */
    public void at(String step, String answer) {
        script.put(step, answer);
    }

    /** Forgets the script. */
    public void behave() {
        script.clear();
    }

    /** The port of the loopback interface. */
    public int port() {
        return listener.getLocalPort();
    }

    /** What was accepted, in order. */
    public List<Mail> mails() {
        return List.copyOf(mails);
    }

    /** Which rules the clients broke. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    Setup setup() {
        return setup;
    }

    @Nullable
    String scripted(String step) {
        return script.get(step);
    }

    void accepted(Mail mail) {
        mails.add(mail);
    }

    void violated(String rule) {
        violations.add(rule);
    }

    private void listen() {
        while (!listener.isClosed()) {
            try {
                Socket socket = listener.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            new SmtpDialogue(this, socket).run();
        } catch (IOException e) {
            // The other side went: its business.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

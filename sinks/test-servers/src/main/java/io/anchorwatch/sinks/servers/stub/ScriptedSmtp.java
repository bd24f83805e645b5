// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A strict mail server that answers what a test says, with STARTTLS and PLAIN, LOGIN or XOAUTH2 authentication where asked for.
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
    private final boolean encrypted;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Map<String, String> script = new ConcurrentHashMap<>();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicInteger resets = new AtomicInteger();
    private final AtomicInteger losses = new AtomicInteger();
    private volatile @Nullable String login;
    private volatile long delayMillis;
    private final List<Mail> mails = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();

    private ScriptedSmtp(Setup setup, boolean encrypted) {
        this.setup = setup;
        this.encrypted = encrypted;
        login = setup.login();
        try {
            listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A server on a free port of the loopback interface. */
    public static ScriptedSmtp start(Setup setup) {
        return start(new ScriptedSmtp(setup, false));
    }

    /** The same, which speaks TLS from the first byte. */
    public static ScriptedSmtp startEncrypted(Setup setup) {
        return start(new ScriptedSmtp(setup, true));
    }

    private static ScriptedSmtp start(ScriptedSmtp server) {
        server.threads.execute(server::listen);
        return server;
    }

    /** From now on answers {@code answer} at that step ({@code EHLO}, {@code RCPT}, {@code .}, {@link #MID_DATA} …). */
    public void at(String step, String answer) {
        script.put(step, answer);
    }

    /** Forgets the script and whom and what to refuse. */
    public void behave() {
        script.clear();
        refusals.clear();
    }

    /** Answers so to each mail whose text holds {@code part}, and to each recipient when {@code to:address} does. */
    public void refuse(String part, String answer) {
        refusals.put(part, answer);
    }

    /** Resets the connection in the middle of so many mails. */
    public void resetMidData(int times) {
        resets.set(times);
    }

    /** Takes so many mails and closes the connection in place of an answer. */
    public void loseAnswers(int times) {
        losses.set(times);
    }

    /** Answers each command so much later. */
    public void delay(Duration time) {
        delayMillis = time.toMillis();
    }

    /** From now on only this {@code user:password} is good, where one is asked for. */
    public void login(String valid) {
        login = valid;
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

    boolean encrypted() {
        return encrypted;
    }

    @Nullable
    String login() {
        return login;
    }

    @Nullable
    String refusal(String text) {
        return refusals.entrySet().stream()
                .filter(refusal -> text.contains(refusal.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    boolean takeReset() {
        return resets.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    boolean takeLoss() {
        return losses.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    void pause() throws InterruptedException {
        if (closed.await(delayMillis, TimeUnit.MILLISECONDS)) {
            throw new InterruptedException("the server is closed");
        }
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
        closed.countDown();
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

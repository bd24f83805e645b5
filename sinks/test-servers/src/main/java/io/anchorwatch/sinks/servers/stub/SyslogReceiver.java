// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A receiver of octet counted messages or of RELP that takes nothing but what the standards allow. */
public final class SyslogReceiver implements AutoCloseable {

    /** RFC 5424, 6, with the one element of structured data that we send. */
    private static final Pattern MESSAGE = Pattern.compile(
            "<(\\d{1,3})>1 (\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,6})?Z) ([!-~]{1,255}) ([!-~]{1,48})"
                    + " ([!-~]{1,128}) ([!-~]{1,32})"
                    + " \\[anchorwatch@32473((?: [a-zA-Z]{1,32}=\"(?:[^\"\\\\\\]]|\\\\[\"\\\\\\]])*\")*)\\] (.*)",
            Pattern.DOTALL);

    private static final Pattern ALERT_ID = Pattern.compile(" alertId=\"((?:[^\"\\\\\\]]|\\\\.)*)\"");

    private final boolean relp;
    private final ServerSocket listener;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final List<Matcher> messages = new CopyOnWriteArrayList<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean failing;
    private volatile boolean dyingUnread;
    private volatile int dieAfter = Integer.MAX_VALUE;
    private volatile long delayMillis;
    private final AtomicInteger resets = new AtomicInteger();
    private final AtomicInteger cuts = new AtomicInteger();

    /** Listens on a port of its own. */
    public SyslogReceiver(boolean relp) throws IOException {
        this.relp = relp;
        listener = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        threads.execute(this::listen);
    }

    /** Where it listens on the loopback interface. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Resets each connection at once. */
    public void failing(boolean on) {
        failing = on;
        if (on) {
            open.forEach(SyslogReceiver::reset);
        }
    }

    /** Takes connections, reads nothing from them, and dies with what came. */
    public void diesWithoutReading() {
        dyingUnread = true;
    }

    /** Dies after so many more messages. */
    public void diesAfter(int more) {
        dieAfter = messages.size() + more;
    }

    /** Resets so many connections in the middle of a message. */
    public void resetMidMessage(int times) {
        resets.set(times);
    }

    /** Takes what comes and resets so many connections where the sender would learn of it. */
    public void resetMidAnswer(int times) {
        cuts.set(times);
    }

    /** Faults that were asked for and have met no message so far. */
    public int unmet() {
        return resets.get() + cuts.get();
    }

    /** Takes each message only after so many milliseconds. */
    public void delay(long millis) {
        delayMillis = millis;
    }

    /** Of the alerts, in order, by the structured data. */
    public List<String> ids() {
        return messages.stream().map(SyslogReceiver::id).toList();
    }

    /** The structured data's parameters, as sent. */
    public List<String> parameters() {
        return messages.stream().map(message -> message.group(7)).toList();
    }

    /** The messages proper. */
    public List<String> payloads() {
        return messages.stream().map(message -> message.group(8)).toList();
    }

    /** What broke a rule. */
    public List<String> violations() {
        return List.copyOf(violations);
    }

    private static String id(Matcher message) {
        Matcher id = ALERT_ID.matcher(message.group(7));
        return id.find() ? id.group(1) : "";
    }

    private void listen() {
        try {
            while (true) {
                Socket socket = listener.accept();
                open.add(socket);
                threads.execute(() -> serve(socket));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            if (failing) {
                reset(socket);
                return;
            }
            if (dyingUnread) {
                closed.await(300, TimeUnit.MILLISECONDS);
                // What a kernel does for a process that died before it read.
                reset(socket);
                return;
            }
            try {
                read(socket);
            } catch (ResetWanted e) {
                reset(socket);
            }
        } catch (IOException e) {
            // The other side went.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(socket);
        }
    }

    private void read(Socket socket) throws IOException, InterruptedException {
        InputStream in = new BufferedInputStream(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        boolean some = false;
        while (relp ? relpFrame(in, out) : countedFrame(in)) {
            some = true;
            if (messages.size() >= dieAfter) {
                dieAfter = Integer.MAX_VALUE;
                throw new ResetWanted();
            }
        }
        if (some && !relp && take(cuts)) {
            throw new ResetWanted();
        }
    }

    private boolean countedFrame(InputStream in) throws IOException, InterruptedException {
        String length = until(in, ' ');
        if (length.isEmpty()) {
            return false;
        }
        pause();
        if (!length.matches("[1-9][0-9]{0,7}")) {
            violations.add("a length that is none: " + length);
            return false;
        }
        take(body(in, Integer.parseInt(length)));
        return true;
    }

    private boolean relpFrame(InputStream in, OutputStream out) throws IOException, InterruptedException {
        String number = until(in, ' ');
        if (number.isEmpty()) {
            return false;
        }
        String command = until(in, ' ');
        String length = until(in, ' ');
        byte[] data =
                command.equals("syslog") ? body(in, Integer.parseInt(length)) : in.readNBytes(Integer.parseInt(length));
        if (in.read() != '\n') {
            violations.add("a frame that does not end");
            return false;
        }
        pause();
        String answer = "200 OK";
        if (command.equals("open")) {
            answer = "200 OK\nrelp_version=0\nrelp_software=test\ncommands=syslog";
        } else {
            take(data);
        }
        byte[] frame = (number + " rsp " + answer.length() + " " + answer + "\n").getBytes(US_ASCII);
        boolean cut = command.equals("syslog") && take(cuts);
        out.write(frame, 0, cut ? frame.length / 2 : frame.length);
        out.flush();
        if (cut) {
            throw new ResetWanted();
        }
        return true;
    }

    /** The connection is to be reset here. */
    private static final class ResetWanted extends IOException {
        private static final long serialVersionUID = 1L;
    }

    private byte[] body(InputStream in, int length) throws IOException {
        if (take(resets)) {
            in.readNBytes(length / 2);
            throw new ResetWanted();
        }
        return in.readNBytes(length);
    }

    private static boolean take(AtomicInteger counter) {
        return counter.getAndUpdate(n -> Math.max(0, n - 1)) > 0;
    }

    private void pause() throws IOException, InterruptedException {
        if (closed.await(delayMillis, TimeUnit.MILLISECONDS)) {
            throw new IOException("closed");
        }
    }

    private void take(byte[] bytes) {
        String text = new String(bytes, UTF_8);
        Matcher matcher = MESSAGE.matcher(text);
        if (matcher.matches()) {
            messages.add(matcher);
        } else {
            violations.add("no message of RFC 5424: " + text);
        }
    }

    private static String until(InputStream in, char end) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != end; c = in.read()) {
            text.append((char) c);
        }
        return text.toString();
    }

    private static void reset(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        listener.close();
        for (Socket socket : open) {
            socket.close();
        }
        threads.shutdownNow();
    }
}

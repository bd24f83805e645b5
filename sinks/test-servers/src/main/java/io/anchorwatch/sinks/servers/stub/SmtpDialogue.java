// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.stub;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.servers.stub.ScriptedSmtp.Mail;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocket;

/** One connection of {@link ScriptedSmtp}. */
final class SmtpDialogue {

    private static final Pattern PATH = Pattern.compile("(?:FROM|TO):<([^<>\\s]*)>(?: .*)?", Pattern.CASE_INSENSITIVE);
    private static final int MOST_LINE = 998;

    private final ScriptedSmtp server;
    private Socket socket;
    private InputStream in;
    private boolean encrypted;
    private boolean authenticated;
    private boolean greeted;
    private String from = "";
    private final List<String> to = new ArrayList<>();

    SmtpDialogue(ScriptedSmtp server, Socket socket) throws IOException {
        this.server = server;
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    void run() throws IOException, InterruptedException {
        if (server.encrypted()) {
            encrypt();
        }
        if (!tell("connect", "220 test ESMTP")) {
            return;
        }
        boolean goesOn = true;
        while (goesOn) {
            String line = line();
            String verb = line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
            goesOn = switch (verb) {
                case "EHLO", "HELO" -> hello(verb);
                case "STARTTLS" -> startTls();
                case "AUTH" -> authenticate(line);
                case "MAIL" -> mail(line);
                case "RCPT" -> recipient(line);
                case "DATA" -> data();
                case "RSET" -> reset();
                case "NOOP" -> tell(verb, "250 ok");
                case "QUIT" -> quit();
                default -> wrong(verb, "500 unknown command");
            };
        }
    }

    private boolean hello(String verb) throws IOException, InterruptedException {
        greeted = true;
        StringBuilder lines = new StringBuilder("250-test\r\n");
        boolean tls = server.setup().tls() != null;
        if (tls && !encrypted) {
            lines.append("250-STARTTLS\r\n");
        }
        if (server.login() != null && (encrypted || !tls)) {
            lines.append("250-AUTH PLAIN LOGIN XOAUTH2\r\n");
        }
        return tell(verb, lines + "250 8BITMIME");
    }

    private boolean startTls() throws IOException, InterruptedException {
        StubTls tls = server.setup().tls();
        if (tls == null || encrypted) {
            return wrong("STARTTLS", "503 no TLS here");
        }
        if (server.scripted("STARTTLS") != null) {
            return tell("STARTTLS", "");
        }
        tell("STARTTLS", "220 go ahead");
        encrypt();
        // RFC 3207, 4.2: what was said before counts no more.
        greeted = false;
        return true;
    }

    private void encrypt() throws IOException {
        StubTls tls = server.setup().tls();
        if (tls == null) {
            throw new IOException("no TLS here");
        }
        SSLSocket secure = (SSLSocket) tls.serverContext().getSocketFactory().createSocket(socket, null, true);
        socket = secure;
        in = new BufferedInputStream(secure.getInputStream());
        encrypted = true;
    }

    private boolean authenticate(String line) throws IOException, InterruptedException {
        String login = server.login();
        if (login == null || (server.setup().tls() != null && !encrypted)) {
            return wrong("AUTH", "503 no AUTH here");
        }
        String[] words = line.split(" ", -1);
        String given;
        if (words.length > 1 && words[1].equalsIgnoreCase("PLAIN")) {
            String[] parts = decoded(words.length > 2 ? words[2] : asked("")).split("\0", -1);
            given = parts.length == 3 ? parts[1] + ":" + parts[2] : "";
        } else if (words.length > 1 && words[1].equalsIgnoreCase("XOAUTH2")) {
            // https://developers.google.com/workspace/gmail/imap/xoauth2-protocol
            String[] parts = decoded(words.length > 2 ? words[2] : asked("")).split("\u0001", -1);
            given = parts.length == 4 ? parts[0].replace("user=", "") + ":" + parts[1].replace("auth=Bearer ", "") : "";
        } else {
            given = decoded(asked("VXNlcm5hbWU6")) + ":" + decoded(asked("UGFzc3dvcmQ6"));
        }
        authenticated = given.equals(login);
        return authenticated ? tell("AUTH", "235 welcome") : tell("AUTH", "535 5.7.8 not your password");
    }

    private String asked(String prompt) throws IOException {
        write("334 " + prompt);
        return line();
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), UTF_8);
    }

    private boolean mail(String line) throws IOException, InterruptedException {
        if (!greeted) {
            return wrong("MAIL", "503 say EHLO first");
        }
        if (server.login() != null && !authenticated) {
            return wrong("MAIL", "530 5.7.0 log in first");
        }
        Matcher path = PATH.matcher(line.substring(Math.min(line.length(), 5)));
        if (!path.matches()) {
            return wrong("MAIL", "501 no address: " + line.length() + " characters");
        }
        from = path.group(1);
        to.clear();
        return tell("MAIL", "250 ok");
    }

    private boolean recipient(String line) throws IOException, InterruptedException {
        Matcher path = PATH.matcher(line.substring(Math.min(line.length(), 5)));
        if (from.isEmpty() || !path.matches()) {
            return wrong("RCPT", "503 no sender, or no address");
        }
        String refusal = server.refusal("to:" + path.group(1));
        if (refusal != null) {
            write(refusal);
            return true;
        }
        if (server.scripted("RCPT") == null) {
            to.add(path.group(1));
        }
        return tell("RCPT", "250 ok");
    }

    private boolean data() throws IOException, InterruptedException {
        if (to.isEmpty()) {
            return wrong("DATA", "503 no recipients");
        }
        if (server.scripted("DATA") != null) {
            return tell("DATA", "");
        }
        tell("DATA", "354 go on");
        boolean reset = server.takeReset();
        StringBuilder text = new StringBuilder();
        for (String line = line(); !line.equals("."); line = line()) {
            if (reset) {
                socket.setSoLinger(true, 0);
                socket.close();
                return false;
            }
            if (server.scripted(ScriptedSmtp.MID_DATA) != null) {
                return tell(ScriptedSmtp.MID_DATA, "");
            }
            if (line.length() > MOST_LINE) {
                server.violated("a line of more than 998 characters");
            }
            text.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
        }
        String refusal = server.refusal(text.toString());
        if (refusal != null) {
            from = "";
            write(refusal);
            return true;
        }
        if (server.scripted(".") == null) {
            server.accepted(new Mail(from, List.copyOf(to), text.toString(), encrypted, authenticated));
        }
        from = "";
        to.clear();
        if (server.takeLoss()) {
            return false;
        }
        return tell(".", "250 taken");
    }

    private boolean reset() throws IOException, InterruptedException {
        from = "";
        to.clear();
        return tell("RSET", "250 ok");
    }

    private boolean quit() throws IOException, InterruptedException {
        tell("QUIT", "221 bye");
        return false;
    }

    private boolean wrong(String verb, String answer) throws IOException {
        server.violated(verb + ": " + answer);
        write(answer);
        return true;
    }

    /** Says the answer, or what the script wants in its place; whether the dialogue goes on. */
    private boolean tell(String step, String answer) throws IOException, InterruptedException {
        server.pause();
        String scripted = server.scripted(step);
        if (ScriptedSmtp.CLOSE.equals(scripted)) {
            return false;
        }
        if (ScriptedSmtp.HANG.equals(scripted)) {
            // Until the server is closed, which interrupts.
            new CountDownLatch(1).await();
        }
        String said = scripted == null ? answer : scripted;
        write(said);
        // RFC 5321, 3.8: 421 closes.
        return !said.startsWith("421");
    }

    private void write(String line) throws IOException {
        socket.getOutputStream().write((line + "\r\n").getBytes(UTF_8));
        socket.getOutputStream().flush();
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int previous = -1;
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n' && previous == '\r') {
                String text = line.toString(UTF_8);
                return text.substring(0, text.length() - 1);
            }
            if (b == '\n') {
                server.violated("a line feed without a carriage return");
            }
            line.write(b);
            previous = b;
        }
        throw new EOFException("the connection ended");
    }
}

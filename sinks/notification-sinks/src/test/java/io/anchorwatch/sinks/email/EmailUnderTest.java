// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

import io.anchorwatch.sinks.NotificationSink;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.email.EmailConfig.Login;
import io.anchorwatch.sinks.http.HttpTls;
import io.anchorwatch.sinks.people.Corpus;
import io.anchorwatch.sinks.servers.stub.ScriptedSmtp;
import io.anchorwatch.sinks.servers.stub.StubTls;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A strict mail server and a sink that sends by it. */
final class EmailUnderTest implements SinkUnderTest {

    private static final StubTls TLS = StubTls.create();
    private static final Pattern ID = Pattern.compile("(?m)^X-Anchorwatch-Alert: (\\S+)");

    private final ScriptedSmtp server;
    private final AtomicReference<String> password;
    private final EmailSink sink;

    private EmailUnderTest(ScriptedSmtp server, AtomicReference<String> password, EmailSink sink) {
        this.server = server;
        this.password = password;
        this.sink = sink;
    }

    /** With STARTTLS and a login. */
    static EmailUnderTest secure(Path dir) throws IOException {
        return secure(dir, EmailSecurity.STARTTLS);
    }

    /** With TLS of that kind and a login. */
    static EmailUnderTest secure(Path dir, EmailSecurity security) throws IOException {
        Path authorities = Files.writeString(dir.resolve("ca.pem"), TLS.authorityPem());
        AtomicReference<String> password = new AtomicReference<>("right");
        ScriptedSmtp.Setup setup = new ScriptedSmtp.Setup(TLS, "user:right");
        ScriptedSmtp server =
                security == EmailSecurity.TLS ? ScriptedSmtp.startEncrypted(setup) : ScriptedSmtp.start(setup);
        Login login = new Login("user", Secret.current(password::get), false);
        EmailConfig config = config(server.port(), security, Optional.of(login), authorities);
        return new EmailUnderTest(server, password, new EmailSink(config, InstantSource.system()));
    }

    /** Without either. */
    static EmailUnderTest plain() {
        ScriptedSmtp server = ScriptedSmtp.start(new ScriptedSmtp.Setup(null, null));
        EmailConfig config = config(server.port(), EmailSecurity.NONE, Optional.empty(), null);
        return new EmailUnderTest(server, new AtomicReference<>(""), new EmailSink(config, InstantSource.system()));
    }

    /** Settings for the loopback interface, with three recipients; two seconds for all. */
    static EmailConfig config(int port, EmailSecurity security, Optional<Login> login, @Nullable Path authorities) {
        return new EmailConfig(
                "email",
                "127.0.0.1",
                port,
                security,
                true,
                login,
                "Anchorwatch <alerts@anchorwatch.example>",
                List.of("first@example.org", "Second <second@example.org>", "third@example.org"),
                List.of(),
                List.of("127.0.0.0/8"),
                new HttpTls(Optional.ofNullable(authorities), Optional.empty(), Optional.empty()),
                Duration.ofSeconds(2),
                Duration.ofSeconds(2));
    }

    ScriptedSmtp server() {
        return server;
    }

    @Override
    public NotificationSink sink() {
        return sink;
    }

    @Override
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (ScriptedSmtp.Mail mail : server.mails()) {
            Matcher id = ID.matcher(mail.text());
            while (id.find()) {
                ids.add(id.group(1));
            }
        }
        return ids;
    }

    @Override
    public void failing(boolean on) {
        if (on) {
            server.at("MAIL", "451 4.3.0 not now");
        } else {
            server.behave();
        }
    }

    @Override
    public boolean canReject() {
        return true;
    }

    @Override
    public void rejectBad() {
        server.refuse("X-Anchorwatch-Alert: bad", "554 5.6.0 not this one");
    }

    @Override
    public boolean canHang() {
        return true;
    }

    @Override
    public void answerAfter(long millis) {
        server.delay(Duration.ofMillis(millis / 10));
    }

    @Override
    public boolean canBreak() {
        return true;
    }

    @Override
    public void resetMidBody(int times) {
        server.resetMidData(times);
    }

    @Override
    public void closeMidAnswer(int times) {
        server.loseAnswers(times);
    }

    @Override
    public Optional<Alert> oversize() {
        return Optional.of(Corpus.oversize("b"));
    }

    @Override
    public boolean hasCredentials() {
        return !"".equals(password.get());
    }

    @Override
    public void expireCredentials() {
        server.login("user:renewed");
    }

    @Override
    public void renewCredentials() {
        password.set("renewed");
    }

    @Override
    public void close() {
        sink.close();
        server.close();
    }
}

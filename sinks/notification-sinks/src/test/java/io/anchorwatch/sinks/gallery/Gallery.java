// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.gallery;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.NotificationSink;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.email.EmailConfig;
import io.anchorwatch.sinks.email.EmailSecurity;
import io.anchorwatch.sinks.email.EmailSink;
import io.anchorwatch.sinks.http.HttpAuth;
import io.anchorwatch.sinks.http.HttpTls;
import io.anchorwatch.sinks.people.ChatUnderTest;
import io.anchorwatch.sinks.people.Corpus;
import io.anchorwatch.sinks.people.Incidents;
import io.anchorwatch.sinks.servers.real.SmtpServer;
import io.anchorwatch.sinks.servers.stub.Stub;
import io.anchorwatch.sinks.servers.stub.StubSetup;
import io.anchorwatch.sinks.servers.vendor.SlackStub;
import io.anchorwatch.sinks.servers.vendor.TeamsStub;
import io.anchorwatch.sinks.slack.SlackConfig;
import io.anchorwatch.sinks.slack.SlackSink;
import io.anchorwatch.sinks.teams.TeamsConfig;
import io.anchorwatch.sinks.teams.TeamsSink;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Severity;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Writes what people see of one incident as pages into a folder, to be looked at: mail as it is, chats as a preview drawn
 * from the very messages that a sink sent, pagers as what they are sent. The argument is the folder.
 */
public final class Gallery {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Path folder;

    private Gallery(Path folder) {
        this.folder = folder;
    }

    public static void main(String... args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Gallery gallery = new Gallery(folder);
        gallery.slack();
        gallery.slackThreads();
        gallery.teams();
        gallery.email();
        Payloads.write(folder);
    }

    private void slack() throws IOException {
        try (SlackStub stub = SlackStub.start(StubSetup.plain(), "secret")) {
            SlackConfig config = new SlackConfig(
                    "slack",
                    ChatUnderTest.loopback(URI.create(stub.url() + "/services/T0/B0/secret")),
                    Optional.empty(),
                    Duration.ZERO,
                    SlackConfig.THREAD_FOR);
            tell(new SlackSink(config, InstantSource.system()));
            pages(stub, "slack");
        }
    }

    /** What a bot makes of a finding that gets worse and ends, and of a group that is told of twice. */
    private void slackThreads() throws IOException {
        try (SlackStub stub = SlackStub.start(StubSetup.plain(), "secret")) {
            SlackConfig config = new SlackConfig(
                    "slack-bot",
                    ChatUnderTest.loopback(URI.create(stub.url() + "/api"))
                            .with(new HttpAuth.Token("Bearer", Secret.of("secret"))),
                    Optional.of(SlackStub.CHANNEL),
                    Duration.ZERO,
                    SlackConfig.THREAD_FOR);
            Notification group = Incidents.named("group");
            Notification next = new Notification(
                    "g2",
                    group.key(),
                    group.route(),
                    group.group(),
                    group.alerts().subList(0, 1),
                    group.held(),
                    group.template());
            tell(
                    new SlackSink(config, InstantSource.system()),
                    List.of(
                            Corpus.told(1, Severity.MEDIUM, EpisodeState.OPEN),
                            Corpus.told(2, Severity.HIGH, EpisodeState.UPDATE),
                            Corpus.told(3, Severity.HIGH, EpisodeState.CLOSE),
                            group,
                            next));
            StringBuilder page = new StringBuilder();
            stub.messages().forEach((ts, message) -> page.append(Preview.of(message)));
            write("slack-thread.html", page.toString());
        }
    }

    private void teams() throws IOException {
        try (TeamsStub stub = TeamsStub.start(StubSetup.plain(), "secret")) {
            URI url = URI.create(stub.url() + "/workflows/w/triggers/manual/paths/invoke?sig=secret");
            TeamsConfig config = new TeamsConfig("teams", ChatUnderTest.loopback(url), Duration.ZERO);
            tell(new TeamsSink(config, InstantSource.system()));
            pages(stub, "teams");
        }
    }

    private void pages(Stub stub, String chat) throws IOException {
        int i = 0;
        for (String name : Incidents.all().keySet()) {
            byte[] sent = stub.requests().get(i++).body();
            write(chat + "-" + name + ".html", Preview.of(JSON.readTree(sent)));
        }
    }

    private void email() throws Exception {
        try (SmtpServer server = SmtpServer.start("user", "password")) {
            tell(new EmailSink(
                    new EmailConfig(
                            "email",
                            "127.0.0.1",
                            server.port(),
                            EmailSecurity.NONE,
                            true,
                            Optional.empty(),
                            "Anchorwatch <alerts@example.org>",
                            List.of("soc@example.org"),
                            List.of(),
                            List.of("127.0.0.0/8"),
                            new HttpTls(Optional.empty(), Optional.empty(), Optional.empty()),
                            Duration.ofSeconds(5),
                            Duration.ofSeconds(30)),
                    InstantSource.system()));
            int i = 0;
            for (String name : Incidents.all().keySet()) {
                byte[] raw = server.mails().get(i++).getBytes(StandardCharsets.UTF_8);
                MimeMessage mail =
                        new MimeMessage(Session.getInstance(new Properties()), new ByteArrayInputStream(raw));
                MimeMultipart both = (MimeMultipart) mail.getContent();
                write(
                        "email-" + name + ".txt",
                        mail.getSubject() + "\n\n" + both.getBodyPart(0).getContent());
                write("email-" + name + ".html", (String) both.getBodyPart(1).getContent());
            }
        }
    }

    private void tell(NotificationSink sink) {
        tell(sink, List.copyOf(Incidents.all().values()));
    }

    private void tell(NotificationSink sink, List<Notification> messages) {
        try (sink) {
            sink.notify(messages).forEach(result -> System.out.println(sink.name() + " " + result));
        }
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}

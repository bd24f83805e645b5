// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.incident.Incident;
import io.anchorwatch.sinks.people.Corpus;
import io.anchorwatch.sinks.people.Golden;
import io.anchorwatch.sinks.people.Incidents;
import io.anchorwatch.sinks.servers.real.SmtpServer;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Alert.EpisodeState;
import io.anchorwatch.streamjobs.alert.Severity;
import jakarta.mail.Header;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a mail says, read back as a mail program does. */
class EmailMessageTest {

    private static final Instant NOW = Instant.parse("2026-03-01T09:31:00Z");
    private static final Session SESSION = Session.getInstance(new Properties());
    private static final Pattern TAG = Pattern.compile("<[^>]*>");
    private static final Pattern OURS = Pattern.compile(
            "</?(html|head|meta|style|title|body|div|table|tr|td|p|h1|span|a)( [a-z]+=\"[^\"<>]*\")*>|<!doctype html>");
    private static final Pattern HREF = Pattern.compile("href=\"([^\"]*)\"");
    private static final Set<String> HEADERS = Set.of(
            "From",
            "To",
            "Subject",
            "Date",
            "Message-ID",
            "In-Reply-To",
            "References",
            "Auto-Submitted",
            "X-Auto-Response-Suppress",
            "Importance",
            "X-Priority",
            "X-Anchorwatch-Alert",
            "MIME-Version",
            "Content-Type");

    @Test
    void an_incident_looks_as_the_golden_files_show() throws Exception {
        for (String name : Incidents.all().keySet()) {
            Incident incident = Incident.of(Incidents.named(name));
            Golden.assertText("email/" + name + ".txt", TextBody.of(incident));
            Golden.assertText("email/" + name + ".html", HtmlBody.of(incident));
        }
    }

    @Test
    void mails_of_a_finding_are_a_thread_and_a_mail_sent_again_has_its_id() throws Exception {
        MimeMessage first = mail(Corpus.told(1, Severity.HIGH, EpisodeState.OPEN));
        MimeMessage again = mail(Corpus.told(1, Severity.HIGH, EpisodeState.OPEN));
        MimeMessage later = mail(Corpus.told(2, Severity.HIGH, EpisodeState.CLOSE));

        assertThat(header(first, "Message-ID")).isEqualTo("<anchorwatch.told-1@anchorwatch.example>");
        assertThat(header(again, "Message-ID")).isEqualTo(header(first, "Message-ID"));
        assertThat(header(later, "Message-ID")).isNotEqualTo(header(first, "Message-ID"));
        assertThat(header(later, "References")).isEqualTo(header(first, "References"));
        assertThat(header(later, "In-Reply-To")).isEqualTo(header(later, "References"));
        assertThat(header(first, "Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(header(first, "Importance")).isEqualTo("high");
        assertThat(header(later, "Importance")).isEmpty();
        assertThat(later.getSubject()).isEqualTo("RESOLVED (was HIGH): Privileged pod (prod-eu-1)");
    }

    @Test
    void nothing_an_event_says_becomes_a_header_a_recipient_markup_or_a_link() throws Exception {
        for (Notification notification : Corpus.all()) {
            checkHtml(HtmlBody.of(Incident.of(notification)));
        }
        for (Notification notification : Corpus.sample()) {
            check(mail(notification));
        }
    }

    @Test
    void hostile_texts_arrive_whole_at_a_real_server() throws Exception {
        try (SmtpServer server = SmtpServer.start("user", "password");
                EmailSink sink = new EmailSink(
                        EmailUnderTest.config(server.port(), EmailSecurity.NONE, Optional.empty(), null),
                        InstantSource.system())) {
            List<Notification> corpus = Corpus.sample().subList(0, 20);
            assertThat(sink.notify(corpus)).containsOnly(DeliveryResult.delivered());
            // One for each of three recipients.
            assertThat(server.mails()).hasSize(3 * corpus.size());
            for (String text : server.mails()) {
                check(parsed(text.getBytes(UTF_8)));
            }
        }
    }

    @Test
    void a_template_takes_the_place_of_the_body_and_escapes_what_an_event_says() throws Exception {
        Incident incident = Incident.of(Incidents.templated("{{title}}: {{actor}}\nCall the desk.", "<b>http://evil"));

        assertThat(TextBody.of(incident)).contains("Privileged pod: <b>http[://]evil\nCall the desk.\n");
        assertThat(HtmlBody.of(incident))
                .contains("Privileged pod: &lt;b&gt;http[://]evil</p>")
                .contains(">Call the desk.</p>")
                .doesNotContain("Changed");
    }

    @Test
    void the_largest_mail_is_bounded() throws Exception {
        List<Alert> many = new ArrayList<>(Collections.nCopies(40, Corpus.oversize("huge")));
        Notification group = new Notification("g", "g", "r", Map.of(), many, Notification.Held.NONE, Optional.empty());
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        mail(group).writeTo(bytes);
        assertThat(bytes.size()).isLessThan(1_000_000);
    }

    private static MimeMessage mail(Notification notification) throws Exception {
        MimeMessage mail = Mail.of(
                Incident.of(notification),
                SESSION,
                new InternetAddress("alerts@anchorwatch.example"),
                List.of(new InternetAddress("first@example.org")),
                NOW);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        mail.writeTo(bytes);
        return parsed(bytes.toByteArray());
    }

    private static MimeMessage parsed(byte[] bytes) throws MessagingException {
        return new MimeMessage(SESSION, new ByteArrayInputStream(bytes));
    }

    private static void check(MimeMessage mail) throws MessagingException, IOException {
        for (Header header : Collections.list(mail.getAllHeaders())) {
            assertThat(HEADERS.contains(header.getName()) || header.getName().matches("Return-Path|Received"))
                    .as(header.getName())
                    .isTrue();
        }
        assertThat(mail.getAllRecipients())
                .allMatch(address -> address.toString().endsWith("@example.org")
                        || address.toString().endsWith("@example.org>"));
        assertThat(mail.getSubject()).hasSizeLessThanOrEqualTo(160).doesNotContain("\n", "\r");
        MimeMultipart both = (MimeMultipart) mail.getContent();
        assertThat(both.getCount()).isEqualTo(2);
        assertThat(both.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat((String) both.getBodyPart(0).getContent()).doesNotContain("://evil");
        checkHtml((String) both.getBodyPart(1).getContent());
    }

    private static void checkHtml(String html) {
        Matcher tag = TAG.matcher(html);
        while (tag.find()) {
            assertThat(OURS.matcher(tag.group()).matches()).as(tag.group()).isTrue();
        }
        Matcher link = HREF.matcher(html);
        while (link.find()) {
            assertThat(link.group(1)).startsWith("https://");
        }
        assertThat(html).doesNotContain("://evil", "javascript:alert(1)\"", "src=\"");
    }

    private static String header(MimeMessage mail, String name) throws MessagingException {
        String value = mail.getHeader(name, ",");
        return value == null ? "" : value;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.sinks.incident.Finding;
import io.anchorwatch.sinks.incident.Incident;
import io.anchorwatch.streamjobs.alert.Severity;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;

/**
 * A mail about an incident. Its id follows from the incident's, so that a mail that comes twice can be told; all mails of
 * one key refer to one that never was, which makes them a thread.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5322#section-3.6.4">RFC 5322, 3.6.4: identification fields</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3834#section-5">RFC 3834, 5: Auto-Submitted</a>
 */
final class Mail extends MimeMessage {

    /** In UTF-16 units; a phone shows some forty. */
    private static final int SUBJECT = 160;

    private static final int CLUSTER = 40;

    private static final String PLAIN_ID = "[A-Za-z0-9_-]{1,64}";

    private final String messageId;

    private Mail(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    static Mail of(Incident incident, Session session, InternetAddress from, List<InternetAddress> to, Instant now)
            throws MessagingException {
        String domain = from.getAddress().substring(from.getAddress().lastIndexOf('@') + 1);
        String thread = "<anchorwatch.about." + local(incident.key()) + "@" + domain + ">";
        Mail mail = new Mail(session, "<anchorwatch." + local(incident.id()) + "@" + domain + ">");
        mail.setFrom(from);
        mail.setRecipients(RecipientType.TO, to.toArray(InternetAddress[]::new));
        mail.setSubject(subject(incident), "UTF-8");
        mail.setSentDate(Date.from(now));
        mail.setHeader("In-Reply-To", thread);
        mail.setHeader("References", thread);
        mail.setHeader("Auto-Submitted", "auto-generated");
        // Exchange answers with out-of-office notes to the former alone.
        mail.setHeader("X-Auto-Response-Suppress", "All");
        if (incident.severity().compareTo(Severity.HIGH) >= 0 && !incident.resolved()) {
            mail.setHeader("Importance", "high");
            mail.setHeader("X-Priority", "1");
        }
        for (Finding finding : incident.findings()) {
            if (finding.id().matches(PLAIN_ID)) {
                mail.addHeader("X-Anchorwatch-Alert", finding.id());
            }
        }
        MimeMultipart both = new MimeMultipart("alternative");
        both.addBodyPart(part(TextBody.of(incident), "plain"));
        both.addBodyPart(part(HtmlBody.of(incident), "html"));
        mail.setContent(both);
        mail.saveChanges();
        return mail;
    }

    /** How bad, what, and where when it is one cluster: what decides whether to get up. */
    static String subject(Incident incident) {
        List<String> clusters = incident.findings().stream()
                .map(finding -> finding.alert().cluster())
                .filter(cluster -> !cluster.isEmpty())
                .distinct()
                .toList();
        String where = clusters.size() == 1 ? " (" + PlainText.clean(clusters.get(0), CLUSTER) + ")" : "";
        return PlainText.clean(incident.label() + ": " + incident.headline(), SUBJECT - where.length()) + where;
    }

    private static MimeBodyPart part(String text, String subtype) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, "UTF-8", subtype);
        // Lines of any length, and nothing a server on the way would change.
        part.setHeader("Content-Transfer-Encoding", subtype.equals("html") ? "base64" : "quoted-printable");
        return part;
    }

    /** The left side of a message id. */
    private static String local(String id) {
        if (id.matches(PLAIN_ID)) {
            return id;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 20);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

import io.anchorwatch.sinks.email.EmailConfig.Login;
import io.anchorwatch.sinks.incident.Incident;
import jakarta.mail.Authenticator;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import jakarta.mail.internet.InternetAddress;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * A dialogue with the mail server.
 *
 * @see <a href="https://eclipse-ee4j.github.io/angus-mail/docs/api/org.eclipse.angus.mail/org/eclipse/angus/mail/smtp/package-summary.html">
 *     the properties of the transport</a>
 */
final class MailConnection implements AutoCloseable {

    private final Session session;
    private final SMTPTransport transport;
    private final Runnable afterwards;

    private MailConnection(Session session, SMTPTransport transport, Runnable afterwards) {
        this.session = session;
        this.transport = transport;
        this.afterwards = afterwards;
    }

    static MailConnection open(EmailConfig config, Socket socket, StartTls tls, Runnable afterwards)
            throws MessagingException {
        Session session = Session.getInstance(properties(config, socket, tls), authenticator(config));
        SMTPTransport transport =
                new SMTPTransport(session, new URLName("smtp", config.host(), config.port(), null, null, null));
        transport.connect(socket);
        return new MailConnection(session, transport, afterwards);
    }

    private static Properties properties(EmailConfig config, Socket socket, StartTls tls) {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", config.host());
        properties.put("mail.smtp.port", Integer.toString(config.port()));
        properties.put("mail.smtp.localhost", literal(socket.getLocalAddress()));
        properties.put("mail.smtp.from", Addresses.checked(config.from()).getAddress());
        boolean startTls = config.security() == EmailSecurity.STARTTLS;
        properties.put("mail.smtp.starttls.enable", Boolean.toString(startTls));
        properties.put("mail.smtp.starttls.required", Boolean.toString(startTls));
        properties.put("mail.smtp.ssl.socketFactory", tls);
        properties.put("mail.smtp.ssl.checkserveridentity", "true");
        // Whom it takes gets the mail; those it does not are told of.
        properties.put("mail.smtp.sendpartial", "true");
        properties.put("mail.smtp.quitwait", "false");
        Optional<Login> login = config.login();
        properties.put("mail.smtp.auth", Boolean.toString(login.isPresent()));
        login.ifPresent(as -> {
            properties.put("mail.smtp.user", as.user());
            properties.put("mail.smtp.auth.mechanisms", as.token() ? "XOAUTH2" : "PLAIN LOGIN");
        });
        return properties;
    }

    /** How a client says hello that has no name. See <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.1.3">RFC 5321</a>. */
    private static String literal(InetAddress local) {
        String address = local.getHostAddress();
        int zone = address.indexOf('%');
        String bare = zone < 0 ? address : address.substring(0, zone);
        return local instanceof Inet6Address ? "[IPv6:" + bare + "]" : "[" + bare + "]";
    }

    private static Authenticator authenticator(EmailConfig config) {
        return new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                Login login = config.login().orElseThrow();
                return new PasswordAuthentication(login.user(), login.secret().reveal());
            }
        };
    }

    void send(Incident incident, InternetAddress from, List<InternetAddress> to, Instant now)
            throws MessagingException {
        Mail mail = Mail.of(incident, session, from, to, now);
        transport.sendMessage(mail, to.toArray(InternetAddress[]::new));
    }

    @Override
    public void close() {
        try {
            transport.close();
        } catch (MessagingException e) {
            // What it took it took.
        } finally {
            afterwards.run();
        }
    }
}

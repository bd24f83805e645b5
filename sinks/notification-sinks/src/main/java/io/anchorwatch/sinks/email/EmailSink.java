// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.NotificationSink;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.incident.Incident;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.internet.InternetAddress;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells by mail. Delivered means that the server took the mail for at least one recipient, and refused no other for the
 * moment; what it does later, a bounce included, comes to the sender's address. A mail whose answer was lost is sent again
 * under the same Message-ID.
 */
public final class EmailSink implements NotificationSink {

    private static final Logger LOG = LoggerFactory.getLogger(EmailSink.class);

    private final EmailConfig config;
    private final InstantSource clock;
    private final MailServer server;
    private final SmtpVerdict verdict;
    private final InternetAddress from;
    private final List<InternetAddress> to;
    private final Reached reached = new Reached();

    /**
     * A sink for good settings.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public EmailSink(EmailConfig config, InstantSource clock) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        this.clock = clock;
        server = new MailServer(config);
        verdict = new SmtpVerdict(config);
        from = Addresses.checked(config.from());
        to = config.to().stream().map(Addresses::checked).toList();
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SinkTraits traits() {
        return SinkTraits.DEFAULT.batches(20).inOrder();
    }

    /** One connection for all; what has to wait ends it. */
    @Override
    public List<DeliveryResult> notify(List<Notification> messages) {
        if (messages.isEmpty()) {
            return List.of();
        }
        if (server.isClosed()) {
            return DeliveryResult.all(messages, DeliveryResult.retry("the sink is closed"));
        }
        List<DeliveryResult> results = new ArrayList<>();
        try (MailConnection connection = server.connect()) {
            for (Notification message : messages) {
                DeliveryResult result = send(connection, Incident.of(message));
                results.add(result);
                if (result instanceof Retry) {
                    break;
                }
            }
        } catch (IOException | MessagingException e) {
            results.add(DeliveryResult.retry(verdict.unreached(e)));
        }
        while (results.size() < messages.size()) {
            results.add(results.get(results.size() - 1));
        }
        return List.copyOf(results);
    }

    private DeliveryResult send(MailConnection connection, Incident incident) {
        try {
            connection.send(incident, from, reached.without(incident.id(), to), clock.instant());
        } catch (SendFailedException e) {
            Address[] sent = e.getValidSentAddresses();
            return sent == null || sent.length == 0 ? verdict.of(e) : partly(incident, e, List.of(sent));
        } catch (MessagingException e) {
            return verdict.of(e);
        }
        reached.forget(incident.id());
        return DeliveryResult.delivered();
    }

    /** Some have it. Those refused for the moment get it later, alone; those refused for good do not hold it up. */
    private DeliveryResult partly(Incident incident, SendFailedException e, List<Address> sent) {
        List<Integer> codes = SmtpVerdict.refused(e);
        Optional<Integer> later = codes.stream().filter(code -> code < 500).findFirst();
        if (later.isPresent()) {
            reached.add(incident.id(), sent);
            return DeliveryResult.retry("the mail server put some recipients off with " + later.get());
        }
        reached.forget(incident.id());
        LOG.warn(
                "sink {}: the mail server refused {} of {} recipients with {}: correct to",
                name(),
                codes.size(),
                to.size(),
                codes.isEmpty() ? "no code" : codes.get(0));
        return DeliveryResult.delivered();
    }

    @Override
    public Optional<String> probe() {
        try {
            server.connect().close();
            return Optional.empty();
        } catch (IOException | MessagingException e) {
            return Optional.of(verdict.unreached(e));
        }
    }

    @Override
    public void close() {
        server.close();
    }
}

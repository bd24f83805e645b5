// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.http.GuardedConnections;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;

/**
 * What a mail server's refusal means. 4xx: later. 5xx: to the mail itself, never; to the sender, to all recipients or to the
 * login, that an operator has something to do first.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc5321#section-4.2.1">RFC 5321, 4.2.1: replies</a>
 */
final class SmtpVerdict {

    private final String where;

    /** Of the server that is called so. */
    SmtpVerdict(EmailConfig config) {
        where = "smtp://" + config.host() + ":" + config.port();
    }

    DeliveryResult of(MessagingException e) {
        if (e instanceof SMTPSendFailedException failed && failed.getReturnCode() > 0) {
            return answered(failed.getReturnCode(), failed.getCommand() == null ? "" : failed.getCommand());
        }
        List<Integer> refused = refused(e);
        if (!refused.isEmpty()) {
            int code = refused.get(0);
            return DeliveryResult.retry(where + " refused all recipients with " + code
                    + (code >= 500 ? ": correct to, or let it take mail for them" : ""));
        }
        return DeliveryResult.retry(unreached(e));
    }

    private DeliveryResult answered(int code, String command) {
        String said = where + " answered " + code;
        if (command.startsWith("MAIL")) {
            return DeliveryResult.retry(
                    said + " to the sender" + (code >= 500 ? ": let it send as from, or set user and password" : ""));
        }
        boolean content = command.equals(".") || command.startsWith("DATA") || command.startsWith("BDAT");
        return content && code >= 500 ? new Rejected(said + " to the mail") : DeliveryResult.retry(said);
    }

    /** Why there was no dialogue, or none to its end. */
    String unreached(Exception e) {
        if (e instanceof AuthenticationFailedException) {
            return where + " refuses user and password: renew them";
        }
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SocketTimeoutException) {
                return where + " did not answer in time";
            }
            if (cause instanceof SocketException && !(cause instanceof ConnectException)) {
                return where + " broke off, or did not answer in time";
            }
            if (cause instanceof IOException io) {
                return GuardedConnections.explain(where, io);
            }
        }
        return String.valueOf(e.getMessage()).startsWith("STARTTLS is required")
                ? where + " offers no STARTTLS: take another port, or security: tls"
                : where + " broke off, or answers as no mail server does";
    }

    /** The answers to each recipient that was refused. */
    static List<Integer> refused(MessagingException e) {
        List<Integer> codes = new ArrayList<>();
        Exception next = e;
        for (int i = 0; i < 100 && next instanceof MessagingException failed; i++) {
            if (failed instanceof SMTPAddressFailedException address) {
                codes.add(address.getReturnCode());
            }
            next = failed.getNextException();
        }
        return codes;
    }
}

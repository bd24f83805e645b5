// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.real;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.List;
import java.util.stream.Stream;

/**
 * GreenMail, a mail server inside the process, over plain SMTP; it takes all mail. What refuses, breaks off or speaks TLS is
 * {@link io.anchorwatch.sinks.servers.stub.ScriptedSmtp}.
 *
 * @see <a href="https://greenmail-mail-test.github.io/greenmail/">GreenMail</a>
 */
public final class SmtpServer implements AutoCloseable {

    private final GreenMail mail;

    private SmtpServer(GreenMail mail) {
        this.mail = mail;
    }

    /** A server on a free port of the loopback interface, where that user may log in. */
    public static SmtpServer start(String user, String password) {
        GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        mail.setUser(user, password);
        return new SmtpServer(mail);
    }

    /** The port of the loopback interface. */
    public int port() {
        return mail.getSmtp().getPort();
    }

    /** The mails so far, headers and all, in order. */
    public List<String> mails() {
        return Stream.of(mail.getReceivedMessages())
                .map(message -> GreenMailUtil.getWholeMessage(message))
                .toList();
    }

    @Override
    public void close() {
        mail.stop();
    }
}

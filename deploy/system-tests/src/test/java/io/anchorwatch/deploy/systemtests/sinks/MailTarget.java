// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import io.anchorwatch.sinks.servers.stub.ScriptedSmtp;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** A strict mail server. */
final class MailTarget implements SinkTarget {

    private static final Pattern ID = Pattern.compile("(?m)^X-Anchorwatch-Alert: (\\S+)");
    private static final int DIALOGUE = 10;

    private final ScriptedSmtp server = ScriptedSmtp.start(new ScriptedSmtp.Setup(null, null));

    @Override
    public List<String> settings() {
        return List.of(
                "type: email",
                "host: 127.0.0.1",
                "port: " + server.port(),
                "security: none",
                "allowPlain: true",
                "from: alerts@example.org",
                "to: [soc@example.org]",
                "allowedCidrs: [127.0.0.0/8]");
    }

    @Override
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        for (ScriptedSmtp.Mail mail : server.mails()) {
            ID.matcher(mail.text()).results().forEach(found -> ids.add(found.group(1)));
        }
        return ids;
    }

    @Override
    public void slow(Duration by) {
        server.delay(by.dividedBy(DIALOGUE));
    }

    @Override
    public void close() {
        server.close();
    }
}

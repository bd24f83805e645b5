// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.email.EmailConfig.Login;
import io.anchorwatch.sinks.http.HttpTls;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code type: email}. */
public final class EmailType implements SinkType {

    private static final Map<String, EmailSecurity> SECURITY =
            Map.of("starttls", EmailSecurity.STARTTLS, "tls", EmailSecurity.TLS, "none", EmailSecurity.NONE);

    private static final Duration CONNECT = Duration.ofSeconds(5);

    /** Servers look senders up, and some make everybody wait. */
    private static final Duration TOTAL = Duration.ofSeconds(60);

    @Override
    public String name() {
        return "email";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        EmailSecurity security = settings.choice("security", SECURITY, EmailSecurity.STARTTLS);
        Settings tls = settings.section("tls");
        List<String> to = settings.texts("to");
        if (!settings.has("to")) {
            settings.problem("to", "is missing, such as [soc@example.org]");
        }
        return new EmailConfig(
                name,
                settings.required("host", "smtp.example.org"),
                settings.number("port", security.port(), 1, 65_535),
                security,
                settings.flag("allowPlain", false),
                login(settings),
                settings.required("from", "Anchorwatch <alerts@example.org>"),
                to,
                settings.texts("allowedHosts"),
                settings.texts("allowedCidrs"),
                new HttpTls(tls.file("authorities"), tls.file("certificate"), tls.file("key")),
                settings.span("connectTimeout", CONNECT),
                settings.span("totalTimeout", TOTAL));
    }

    /** {@code user} with {@code password} or {@code accessToken}, or nothing. */
    private static Optional<Login> login(Settings settings) {
        Optional<String> user = settings.optional("user");
        if (user.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                settings.has("accessToken")
                        ? new Login(user.get(), settings.secret("accessToken"), true)
                        : new Login(user.get(), settings.secret("password"), false));
    }
}

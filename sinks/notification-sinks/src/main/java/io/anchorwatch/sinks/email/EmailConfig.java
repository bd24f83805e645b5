// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.http.AddressPolicy;
import io.anchorwatch.sinks.http.HttpTls;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of mail.
 *
 * @param name the sink's name
 * @param host the mail server
 * @param port its port
 * @param security how the connection is encrypted
 * @param allowPlain whether a connection without encryption is meant
 * @param login as whom; empty where the server asks nobody
 * @param from the sender, with or without a name: {@code Anchorwatch <alerts@example.org>}
 * @param to the recipients, 1 to 50
 * @param allowedHosts host names that may resolve to a private address
 * @param allowedCidrs address blocks that may be connected to besides public ones
 * @param tls authorities and client certificate
 * @param connectTimeout time to connect, 1 ms to 1 min
 * @param totalTimeout time for all mails of one call, 1 ms to 5 min
 */
public record EmailConfig(
        String name,
        String host,
        int port,
        EmailSecurity security,
        boolean allowPlain,
        Optional<Login> login,
        String from,
        List<String> to,
        List<String> allowedHosts,
        List<String> allowedCidrs,
        HttpTls tls,
        Duration connectTimeout,
        Duration totalTimeout)
        implements SinkConfig {

    private static final int MOST_RECIPIENTS = 50;

    /**
     * As whom to log in.
     *
     * @param secret the password, or the access token
     * @param token whether it is a token, for XOAUTH2
     */
    public record Login(String user, Secret secret, boolean token) {}

    public EmailConfig {
        to = List.copyOf(to);
        allowedHosts = List.copyOf(allowedHosts);
        allowedCidrs = List.copyOf(allowedCidrs);
    }

    @Override
    public List<ConfigProblem> problems() {
        ConfigChecks checks = new ConfigChecks()
                .name(name)
                .require(host.matches("[A-Za-z0-9.:-]{1,253}"), "host", "is no host name")
                .within(port, 1, 65_535, "port")
                .require(
                        security != EmailSecurity.NONE || allowPlain,
                        "security",
                        "is not encrypted: take starttls or tls, or set allowPlain: true")
                .require(
                        security != EmailSecurity.NONE || login.isEmpty(),
                        "user",
                        "would show the password to the network: take starttls or tls")
                .require(Addresses.parse(from).isPresent(), "from", "is no address such as alerts@example.org")
                .require(
                        !to.isEmpty() && to.size() <= MOST_RECIPIENTS,
                        "to",
                        "names 1 to " + MOST_RECIPIENTS + " recipients");
        for (int i = 0; i < to.size(); i++) {
            checks.require(
                    Addresses.parse(to.get(i)).isPresent(), "to[" + i + "]", "is no address such as soc@example.org");
        }
        AddressPolicy.check(checks, allowedCidrs);
        return checks.require(
                        tls.certificate().isPresent() == tls.key().isPresent(),
                        "tls",
                        "needs certificate and key together, or neither")
                .within(connectTimeout, Duration.ofMillis(1), Duration.ofMinutes(1), "connectTimeout")
                .within(totalTimeout, Duration.ofMillis(1), Duration.ofMinutes(5), "totalTimeout")
                .problems();
    }

    AddressPolicy policy() {
        return new AddressPolicy(allowedHosts, allowedCidrs);
    }

    @Override
    public EmailSink open(SinkSurroundings around) {
        return new EmailSink(this, around.clock());
    }
}

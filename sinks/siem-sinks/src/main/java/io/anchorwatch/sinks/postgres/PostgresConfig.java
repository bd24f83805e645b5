// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.postgres;

import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.ConfigProblem;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.http.AddressPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Settings of a table.
 *
 * @param name the sink's name
 * @param host the server's host name or address
 * @param port its port
 * @param database its database
 * @param user who connects
 * @param password asked for at each connect; empty where the server wants none
 * @param schema the table's schema
 * @param table the table
 * @param manageSchema whether the sink creates the table when it is absent
 * @param tls how the connection is protected
 * @param authorities PEM certificates to trust instead of the platform's
 * @param allowedHosts host names that may resolve to a private address
 * @param allowedCidrs address blocks that may be connected to besides public ones
 * @param connectTimeout time to connect, a second to a minute
 * @param totalTimeout time for an answer of the server, a second to 5 min
 */
public record PostgresConfig(
        String name,
        String host,
        int port,
        String database,
        String user,
        Optional<Secret> password,
        String schema,
        String table,
        boolean manageSchema,
        Tls tls,
        Optional<Path> authorities,
        List<String> allowedHosts,
        List<String> allowedCidrs,
        Duration connectTimeout,
        Duration totalTimeout)
        implements SinkConfig {

    /** As libpq names it. See <a href="https://www.postgresql.org/docs/current/libpq-ssl.html">SSL support</a>. */
    public enum Tls {
        /** Encrypted, and the server is who it says. */
        VERIFY_FULL("verify-full"),
        /** Encrypted, with a certificate of a trusted authority, whoever it is for. */
        VERIFY_CA("verify-ca"),
        /** Not encrypted. */
        DISABLE("disable");

        private final String mode;

        Tls(String mode) {
            this.mode = mode;
        }

        /** The word for it in a configuration and in the driver. */
        public String mode() {
            return mode;
        }
    }

    private static final String IDENTIFIER = "[a-z_][a-z0-9_]{0,62}";

    public PostgresConfig {
        allowedHosts = List.copyOf(allowedHosts);
        allowedCidrs = List.copyOf(allowedCidrs);
    }

    @Override
    public List<ConfigProblem> problems() {
        ConfigChecks checks = new ConfigChecks()
                .name(name)
                .require(host.matches("[0-9A-Za-z._:-]{1,253}"), "host", "is no host name and no address")
                .within(port, 1, 65_535, "port")
                .require(
                        database.matches("[A-Za-z0-9_.-]{1,63}"),
                        "database",
                        "is 1 to 63 of a-z, A-Z, 0-9, '_', '.', '-'")
                .require(!user.isBlank(), "user", "is empty")
                .require(schema.matches(IDENTIFIER), "schema", "is 1 to 63 of a-z, 0-9 and '_', no digit first")
                .require(table.matches(IDENTIFIER), "table", "is 1 to 63 of a-z, 0-9 and '_', no digit first")
                .require(
                        tls != Tls.DISABLE || authorities.isEmpty(),
                        "authorities",
                        "are of no use with sslmode: disable");
        AddressPolicy.check(checks, allowedCidrs);
        return checks.within(connectTimeout, Duration.ofSeconds(1), Duration.ofMinutes(1), "connectTimeout")
                .within(totalTimeout, Duration.ofSeconds(1), Duration.ofMinutes(5), "totalTimeout")
                .problems();
    }

    @Override
    public PostgresSink open(SinkSurroundings around) {
        return new PostgresSink(this);
    }

    /** Schema and table, quoted. Nothing that could end the quotes gets past {@link #problems}. */
    String qualified() {
        return '"' + schema + "\".\"" + table + '"';
    }

    /** Where to: what may be printed. */
    String origin() {
        return "postgresql://" + host + ":" + port;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.postgres;

import io.anchorwatch.sinks.Secret;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The connection, opened when it is needed and kept while it is good. */
final class Database implements AutoCloseable {

    private final PostgresConfig config;
    private final TableSetup setup;
    private volatile @Nullable Connection current;
    private volatile boolean closed;

    Database(PostgresConfig config) {
        this.config = config;
        setup = new TableSetup(config);
    }

    /** The connection, with the table there. One thread at a time. */
    Connection connection() throws SQLException {
        Connection open = current;
        if (open != null) {
            return open;
        }
        Connection fresh = DriverManager.getConnection(url(), properties());
        current = fresh;
        if (closed) {
            discard();
            throw new SQLException("the sink is closed");
        }
        fresh.setAutoCommit(false);
        setup.ensure(fresh);
        return fresh;
    }

    /** Of parts that the checks of the settings leave no way to break out of. */
    private String url() {
        String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
        return "jdbc:postgresql://" + host + ":" + config.port() + "/" + config.database();
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty(PolicySockets.HOST, config.host());
        properties.setProperty("user", config.user());
        config.password().map(Secret::reveal).ifPresent(password -> properties.setProperty("password", password));
        properties.setProperty("sslmode", config.tls().mode());
        if (config.authorities().isPresent()) {
            properties.setProperty("sslrootcert", config.authorities().get().toString());
        } else if (config.tls() != PostgresConfig.Tls.DISABLE) {
            // The platform's authorities; the driver's own default is a file in a home directory.
            properties.setProperty("sslfactory", "org.postgresql.ssl.DefaultJavaSSLFactory");
        }
        properties.setProperty("gssEncMode", "disable");
        properties.setProperty(
                "connectTimeout", Long.toString(config.connectTimeout().toSeconds()));
        properties.setProperty(
                "loginTimeout", Long.toString(config.totalTimeout().toSeconds()));
        properties.setProperty(
                "socketTimeout", Long.toString(config.totalTimeout().toSeconds()));
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("ApplicationName", "anchorwatch");
        properties.setProperty("reWriteBatchedInserts", "true");
        properties.setProperty("logServerErrorDetail", "false");
        properties.setProperty("socketFactory", PolicySockets.class.getName());
        properties.setProperty(PolicySockets.HOSTS, String.join(",", config.allowedHosts()));
        properties.setProperty(PolicySockets.CIDRS, String.join(",", config.allowedCidrs()));
        return properties;
    }

    /** Gives up the connection; the next call opens another. */
    void discard() {
        Connection open = current;
        current = null;
        if (open != null) {
            try {
                // Unlike close, it does not wait for a thread that waits for the server.
                open.abort(Runnable::run);
            } catch (SQLException e) {
                // Gone is gone.
            }
        }
    }

    boolean isClosed() {
        return closed;
    }

    /** Ends what another thread does with the connection. */
    @Override
    public void close() {
        closed = true;
        discard();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.postgres;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.ConfigChecks;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.SinkTraits;
import io.anchorwatch.sinks.SinkTraits.Idempotency;
import io.anchorwatch.sinks.siem.Halving;
import io.anchorwatch.streamjobs.alert.Alert;
import java.net.UnknownHostException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;

/**
 * Inserts alerts, a transaction for each batch, and leaves alone what is there.
 *
 * <p>Delivered means committed. A batch that the table refuses is halved until the row that is to blame stands alone.
 */
public final class PostgresSink implements AlertSink {

    private final PostgresConfig config;
    private final Database database;
    private final AlertInsert insert;

    /**
     * A sink for good settings.
     *
     * @throws IllegalArgumentException when the settings have problems
     */
    public PostgresSink(PostgresConfig config) {
        ConfigChecks.rejectBad(config);
        this.config = config;
        database = new Database(config);
        insert = new AlertInsert(config);
    }

    @Override
    public String name() {
        return config.name();
    }

    @Override
    public SinkTraits traits() {
        return SinkTraits.DEFAULT.batches(1000).inOrder().idempotent(Idempotency.CONDITIONAL);
    }

    @Override
    public synchronized List<DeliveryResult> deliver(List<Alert> batch) {
        return Halving.deliver(batch, this::insert);
    }

    private Optional<DeliveryResult> insert(List<Alert> part) {
        if (database.isClosed()) {
            return Optional.of(DeliveryResult.retry("the sink is closed"));
        }
        Connection connection;
        try {
            connection = database.connection();
        } catch (SQLException e) {
            // Whatever went wrong, no row had a part in it.
            database.discard();
            return Optional.of(DeliveryResult.retry(explain(e, SqlVerdict.state(e))));
        }
        try {
            insert.insert(connection, part);
            return Optional.of(DeliveryResult.delivered());
        } catch (SQLException e) {
            return failed(e, part);
        }
    }

    private Optional<DeliveryResult> failed(SQLException e, List<Alert> part) {
        String state = SqlVerdict.state(e);
        recover(state);
        if (SqlVerdict.blamesRows(state)) {
            return part.size() > 1
                    ? Optional.empty()
                    : Optional.of(new Rejected(config.origin() + " refused the row with SQLSTATE " + state));
        }
        return Optional.of(DeliveryResult.retry(explain(e, state)));
    }

    private String explain(SQLException e, String state) {
        for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return config.origin() + " cannot be trusted: check tls and sslmode";
            }
            // The guard's own words, or the name that does not resolve, which the configuration holds anyway.
            if (cause instanceof UnknownHostException
                    && String.valueOf(cause.getMessage()).startsWith("refuses")) {
                return config.origin() + " " + cause.getMessage();
            }
        }
        return config.origin() + " failed with SQLSTATE " + state + SqlVerdict.advice(state);
    }

    private void recover(String state) {
        try {
            if (SqlVerdict.keepsConnection(state) && !database.isClosed()) {
                database.connection().rollback();
                return;
            }
        } catch (SQLException e) {
            // Then a new connection.
        }
        database.discard();
    }

    @Override
    public synchronized Optional<String> probe() {
        if (database.isClosed()) {
            return Optional.of("the sink is closed");
        }
        try {
            Connection connection = database.connection();
            try (PreparedStatement query = connection.prepareStatement("SELECT has_table_privilege(?, 'INSERT')")) {
                query.setString(1, config.qualified());
                try (ResultSet answer = query.executeQuery()) {
                    boolean may = answer.next() && answer.getBoolean(1);
                    connection.commit();
                    return may ? Optional.empty() : Optional.of(config.origin() + SqlVerdict.advice("42501"));
                }
            }
        } catch (SQLException e) {
            String state = SqlVerdict.state(e);
            recover(state);
            return Optional.of(explain(e, state));
        }
    }

    /** Not synchronized: it ends a delivery under way. */
    @Override
    public void close() {
        database.close();
    }
}

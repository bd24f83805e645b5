// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.postgres;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.postgres.PostgresConfig.Tls;
import io.anchorwatch.sinks.servers.real.PostgresServer;
import io.anchorwatch.sinks.servers.stub.TcpFront;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** The sink with a table of its own on a real server. */
final class PostgresUnderTest implements SinkUnderTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final PostgresServer server;
    private final TcpFront front;
    private final String table = "alerts_" + NUMBER.incrementAndGet();
    private final PostgresSink sink;

    PostgresUnderTest(PostgresServer server) throws IOException {
        this.server = server;
        front = new TcpFront(server.port());
        sink = new PostgresSink(config());
    }

    PostgresConfig config() {
        return config("postgres", table, true);
    }

    PostgresConfig config(String database, String name, boolean manage) {
        return config(database, name, manage, Tls.DISABLE, List.of("127.0.0.0/8"), Optional.empty());
    }

    /** The server has no TLS: this must not be taken for good. */
    PostgresConfig secure() {
        return config("postgres", table, true, Tls.VERIFY_FULL, List.of("127.0.0.0/8"), Optional.empty());
    }

    PostgresConfig unallowed(Secret password) {
        return config("postgres", table, true, Tls.DISABLE, List.of(), Optional.of(password));
    }

    private PostgresConfig config(
            String database, String name, boolean manage, Tls tls, List<String> cidrs, Optional<Secret> password) {
        return new PostgresConfig(
                "pg",
                "127.0.0.1",
                front.port(),
                database,
                "postgres",
                password,
                "public",
                name,
                manage,
                tls,
                Optional.empty(),
                List.of(),
                cidrs,
                Duration.ofSeconds(2),
                Duration.ofSeconds(2));
    }

    @Override
    public AlertSink sink() {
        return sink;
    }

    @Override
    public List<String> ids() {
        return texts("alert_id");
    }

    /** What the expression gives for each row, in the order of their insertion. */
    List<String> texts(String expression) {
        List<String> texts = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            try (ResultSet there = statement.executeQuery("SELECT to_regclass('" + table + "') IS NOT NULL")) {
                if (!there.next() || !there.getBoolean(1)) {
                    return List.of();
                }
            }
            try (ResultSet rows =
                    statement.executeQuery("SELECT " + expression + " FROM " + table + " ORDER BY ctid")) {
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return texts;
    }

    @Override
    public void failing(boolean on) {
        front.failing(on);
    }

    @Override
    public boolean canReject() {
        return true;
    }

    /** A constraint of the operator's own. */
    @Override
    public void rejectBad() {
        sink.probe();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER TABLE " + table + " ADD CHECK (alert_id NOT LIKE 'bad%')");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public boolean canHang() {
        return true;
    }

    @Override
    public void answerAfter(long millis) {
        front.delay(millis);
    }

    @Override
    public void close() throws IOException {
        sink.close();
        front.close();
    }
}

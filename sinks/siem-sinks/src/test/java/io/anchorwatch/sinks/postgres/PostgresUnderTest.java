// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.postgres;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.Secret;
import io.anchorwatch.sinks.SinkUnderTest;
import io.anchorwatch.sinks.postgres.PostgresConfig.Tls;
import io.anchorwatch.sinks.servers.real.PostgresServer;
import io.anchorwatch.sinks.servers.stub.TcpFront;
import io.anchorwatch.sinks.siem.Credential;
import io.anchorwatch.sinks.siem.Oversize;
import io.anchorwatch.sinks.siem.Unmet;
import io.anchorwatch.streamjobs.alert.Alert;
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
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** The sink with a table of its own on a real server. */
final class PostgresUnderTest implements SinkUnderTest {

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final PostgresServer server;
    private final TcpFront front;
    private final int number = NUMBER.incrementAndGet();
    private final String table = "alerts_" + number;
    private final String user = "soc_" + number;
    private final Credential password = new Credential("first");
    private final PostgresSink sink;

    PostgresUnderTest(PostgresServer server) throws IOException {
        this.server = server;
        front = new TcpFront(server.port());
        execute("CREATE ROLE " + user + " LOGIN PASSWORD 'first' IN ROLE soc");
        sink = new PostgresSink(config());
    }

    /** Makes the server ask the sinks' users for a password. */
    static void askForPasswords(PostgresServer server) {
        execute(server, "CREATE ROLE soc");
        String file = query(server, "SHOW hba_file").get(0);
        execute(
                server,
                "COPY (VALUES ('host all +soc 127.0.0.1/32 scram-sha-256'), ('host all all 127.0.0.1/32 trust')) TO '"
                        + file + "'");
        execute(server, "SELECT pg_reload_conf()");
    }

    PostgresConfig config() {
        return config("postgres", table, true);
    }

    PostgresConfig config(String database, String name, boolean manage) {
        return config(database, name, manage, Tls.DISABLE, List.of("127.0.0.0/8"), Optional.of(password.secret()));
    }

    /** The server has no TLS: this must not be taken for good. */
    PostgresConfig secure() {
        return config("postgres", table, true, Tls.VERIFY_FULL, List.of("127.0.0.0/8"), Optional.of(password.secret()));
    }

    PostgresConfig unallowed(Secret other) {
        return config("postgres", table, true, Tls.DISABLE, List.of(), Optional.of(other));
    }

    private PostgresConfig config(
            String database, String name, boolean manage, Tls tls, List<String> cidrs, Optional<Secret> shown) {
        return new PostgresConfig(
                "pg",
                "127.0.0.1",
                front.port(),
                database,
                user,
                shown,
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
        boolean there = query(server, "SELECT to_regclass('" + table + "') IS NOT NULL")
                .get(0)
                .equals("t");
        return there ? query(server, "SELECT " + expression + " FROM " + table + " ORDER BY ctid") : List.of();
    }

    private void execute(String sql) {
        execute(server, sql);
    }

    private static void execute(PostgresServer server, String sql) {
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> query(PostgresServer server, String sql) {
        List<String> texts = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
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
        execute("ALTER TABLE " + table + " ADD CHECK (alert_id NOT LIKE 'bad%')");
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
    public boolean canBreak() {
        return true;
    }

    @Override
    public void resetMidBody(int times) {
        sink.probe();
        front.resetMidRequest(times, PostgresUnderTest::isInsert);
    }

    /** The worst moment: the answer to the COMMIT, which is what follows the rows. */
    @Override
    public void closeMidAnswer(int times) {
        sink.probe();
        AtomicBoolean inserted = new AtomicBoolean();
        front.resetMidAnswer(times, request -> inserted.getAndSet(isInsert(request)));
    }

    private static boolean isInsert(byte[] request) {
        return new String(request, ISO_8859_1).contains("INSERT INTO");
    }

    @Override
    public Optional<Alert> oversize() {
        return Optional.of(Oversize.alertOf("oversize"));
    }

    @Override
    public boolean hasCredentials() {
        return true;
    }

    @Override
    public void expireCredentials() {
        execute("ALTER ROLE " + user + " PASSWORD '" + password.next() + "'");
    }

    @Override
    public void renewCredentials() {
        password.renew();
    }

    @Override
    public void close() throws IOException {
        sink.close();
        Unmet.check(front.unmet());
        front.close();
    }
}

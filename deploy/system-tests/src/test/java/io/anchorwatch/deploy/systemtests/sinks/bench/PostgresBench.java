// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks.bench;

import io.anchorwatch.sinks.servers.real.PostgresServer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A table: the bare client inserts the same rows in batches of the same size. */
final class PostgresBench implements BenchTarget {

    private final PostgresServer server = PostgresServer.start();
    private final List<Object[]> rows = new ArrayList<>();
    private final int batch;
    private List<String> columns = List.of();

    PostgresBench(int batch) {
        this.batch = batch;
    }

    @Override
    public List<String> settings() {
        return List.of(
                "type: postgres",
                "host: 127.0.0.1",
                "port: " + server.port(),
                "database: postgres",
                "user: postgres",
                "table: trial",
                "sslmode: disable",
                "allowedCidrs: [127.0.0.0/8]");
    }

    @Override
    public void record(boolean on) throws IOException {
        if (on) {
            return;
        }
        try (Connection connection = open();
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery("SELECT * FROM trial")) {
            List<String> names = new ArrayList<>();
            for (int i = 1; i <= found.getMetaData().getColumnCount(); i++) {
                if (!found.getMetaData().isAutoIncrement(i)) {
                    names.add(found.getMetaData().getColumnName(i));
                }
            }
            columns = List.copyOf(names);
            while (found.next()) {
                Object[] row = new Object[columns.size()];
                for (int i = 0; i < row.length; i++) {
                    row[i] = found.getObject(columns.get(i));
                }
                rows.add(row);
            }
        } catch (SQLException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void writeBare() throws SQLException {
        try (Connection connection = open();
                PreparedStatement insert =
                        connection.prepareStatement("INSERT INTO trial (" + String.join(", ", columns) + ") VALUES ("
                                + String.join(", ", Collections.nCopies(columns.size(), "?")) + ")")) {
            connection.setAutoCommit(false);
            for (int i = 0; i < rows.size(); i++) {
                Object[] row = rows.get(i);
                for (int column = 0; column < row.length; column++) {
                    insert.setObject(column + 1, row[column]);
                }
                insert.addBatch();
                if ((i + 1) % batch == 0 || i == rows.size() - 1) {
                    insert.executeBatch();
                    connection.commit();
                }
            }
        }
    }

    @Override
    public void empty() throws SQLException {
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            statement.execute("TRUNCATE trial");
        }
    }

    private Connection open() throws SQLException {
        return DriverManager.getConnection(server.jdbcUrl());
    }

    @Override
    public void close() {
        server.close();
    }
}

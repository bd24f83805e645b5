// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

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

/** A table of a real PostgreSQL. */
final class PostgresTarget implements SinkTarget {

    private final PostgresServer server = PostgresServer.start();
    private final TcpFront front;

    PostgresTarget() throws IOException {
        front = new TcpFront(server.port());
    }

    @Override
    public List<String> settings() {
        return List.of(
                "type: postgres",
                "host: 127.0.0.1",
                "port: " + front.port(),
                "database: postgres",
                "user: postgres",
                "table: trial",
                "sslmode: disable",
                "allowedCidrs: [127.0.0.0/8]");
    }

    @Override
    public List<String> ids() {
        List<String> ids = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            try (ResultSet there = statement.executeQuery("SELECT to_regclass('trial') IS NOT NULL")) {
                if (!there.next() || !there.getBoolean(1)) {
                    return ids;
                }
            }
            try (ResultSet rows = statement.executeQuery("SELECT alert_id FROM trial")) {
                while (rows.next()) {
                    ids.add(rows.getString(1));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return ids;
    }

    @Override
    public void slow(Duration by) {
        front.delay(by.toMillis());
    }

    @Override
    public void close() throws IOException {
        front.close();
        server.close();
    }
}

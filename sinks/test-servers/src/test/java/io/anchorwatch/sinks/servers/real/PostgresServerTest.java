// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.servers.real;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

final class PostgresServerTest {

    @Test
    void inserts_once_where_a_conflict_does_nothing() throws Exception {
        try (PostgresServer server = PostgresServer.start();
                Connection connection = DriverManager.getConnection(server.jdbcUrl());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE alerts (id text PRIMARY KEY, body jsonb)");
            String insert = "INSERT INTO alerts VALUES ('a', '{\"x\":1}') ON CONFLICT DO NOTHING";
            assertThat(statement.executeUpdate(insert)).isEqualTo(1);
            assertThat(statement.executeUpdate(insert)).isZero();
        }
    }
}

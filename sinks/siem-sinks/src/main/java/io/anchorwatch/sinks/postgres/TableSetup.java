// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.postgres;

import io.anchorwatch.sinks.siem.Resources;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Creates the table when it is absent. One that is there is never changed. */
final class TableSetup {

    private static final String SCHEMA = "/io/anchorwatch/sinks/postgres/schema.sql";

    /** Two processes that start together must not both create it; any number will do that is ours. */
    private static final long LOCK = 0x616e63686f72L;

    private final PostgresConfig config;
    private boolean done;

    TableSetup(PostgresConfig config) {
        this.config = config;
    }

    void ensure(Connection connection) throws SQLException {
        if (done || !config.manageSchema()) {
            return;
        }
        if (!exists(connection)) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT pg_advisory_xact_lock(" + LOCK + ")");
                // The script asks by itself once more: a second look from here may still see the catalogue of before.
                statement.execute(script());
            }
        }
        connection.commit();
        done = true;
    }

    private boolean exists(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement("SELECT to_regclass(?) IS NOT NULL")) {
            query.setString(1, config.qualified());
            try (ResultSet answer = query.executeQuery()) {
                return answer.next() && answer.getBoolean(1);
            }
        }
    }

    private String script() {
        return Resources.text(SCHEMA)
                .replace("${table}", config.qualified())
                .replace(
                        "${name}",
                        config.table().substring(0, Math.min(40, config.table().length())));
    }
}

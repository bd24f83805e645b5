// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.siem.DeliveryIds;
import io.anchorwatch.sinks.siem.EpochTime;
import io.anchorwatch.streamjobs.alert.Alert;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;

/** Alerts as rows. Every value is a parameter; what is in the way of an alert's texts is PostgreSQL's dislike of NUL. */
final class AlertInsert {

    /** Of a column that is searched by; the document holds all of it. */
    private static final int MOST_CHARS = 512;

    private final String sql;

    AlertInsert(PostgresConfig config) {
        sql = "INSERT INTO " + config.qualified()
                + " (delivery_id, alert_id, fingerprint, rule_id, title, severity, risk_score, event_time, cluster,"
                + " actor, verb, resource, namespace, object_name, outcome, document)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb)"
                + " ON CONFLICT (delivery_id) DO NOTHING";
    }

    void insert(Connection connection, List<Alert> alerts) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (Alert alert : alerts) {
                bind(statement, alert);
                statement.addBatch();
            }
            statement.executeBatch();
        }
        connection.commit();
    }

    private static void bind(PreparedStatement row, Alert alert) throws SQLException {
        row.setString(1, DeliveryIds.key(alert));
        row.setString(2, column(alert.id()));
        row.setString(3, column(alert.fingerprint()));
        row.setString(4, column(alert.rule().id()));
        row.setString(5, column(alert.rule().title()));
        row.setString(6, alert.severity().wireName());
        row.setInt(7, alert.riskScore());
        row.setObject(8, EpochTime.bounded(alert.time()).atOffset(ZoneOffset.UTC));
        row.setString(9, column(alert.cluster()));
        row.setString(10, column(alert.actor().name()));
        row.setString(11, column(alert.verb()));
        row.setString(12, column(alert.target().resource()));
        row.setString(13, column(alert.target().namespace()));
        row.setString(14, column(alert.target().name()));
        row.setString(15, column(alert.outcome().result()));
        row.setString(16, JsonNul.replace(new String(AlertFormats.JSON.encode(alert), UTF_8)));
    }

    /** As it is, but for NUL and halves of surrogate pairs, which no text of PostgreSQL can hold. */
    private static String column(String text) {
        StringBuilder clean = new StringBuilder();
        text.codePoints()
                .limit(MOST_CHARS)
                .map(c -> c == 0 || (c >= 0xd800 && c <= 0xdfff) ? 0xfffd : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }
}

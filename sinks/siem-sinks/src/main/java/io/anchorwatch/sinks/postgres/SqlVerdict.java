// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.postgres;

import java.sql.SQLException;

/**
 * What a failure means for a row.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL error codes</a>
 */
final class SqlVerdict {

    private SqlVerdict() {}

    /** Five letters and digits; {@code 08000} where the failure has none, as when a socket breaks. */
    static String state(SQLException failure) {
        String state = failure.getSQLState();
        return state != null && state.matches("[0-9A-Z]{5}") ? state : "08000";
    }

    /** Whether the rows are at fault: data that does not fit, a broken constraint, or over a limit. */
    static boolean blamesRows(String state) {
        return state.startsWith("22") || state.startsWith("23") || state.startsWith("54");
    }

    /** Whether the connection is still of use. */
    static boolean keepsConnection(String state) {
        return blamesRows(state) || state.startsWith("40") || state.startsWith("42");
    }

    /** What an operator can do about it; empty where waiting is all. */
    static String advice(String state) {
        return switch (state) {
            case "28P01", "28000" -> ": it refuses user and password, renew them";
            case "3D000" -> ": create the database, or correct database";
            case "3F000" -> ": create the schema, or correct schema";
            case "42501" -> ": grant INSERT on the table, and CREATE on its schema for manageSchema";
            case "42P01" -> ": create the table, or set manageSchema: true";
            case "42703", "42P10", "42804" -> ": the table is not as shipped, see schema.sql";
            case "53100" -> ": its disk is full";
            case "53300" -> ": it takes no more connections";
            case "08001" -> ": see whether it can be reached";
            default -> "";
        };
    }
}

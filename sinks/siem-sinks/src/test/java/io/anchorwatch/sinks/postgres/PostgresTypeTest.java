// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.MapSettings;
import io.anchorwatch.sinks.MapSettings.Reading;
import io.anchorwatch.sinks.postgres.PostgresConfig.Tls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PostgresTypeTest {

    private static final String HOST = "postgres.example.org";

    @Test
    void it_has_defaults() {
        Reading reading = MapSettings.read(new PostgresType(), "host", HOST);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new PostgresConfig(
                        "a",
                        HOST,
                        5432,
                        "anchorwatch",
                        "anchorwatch",
                        Optional.empty(),
                        "public",
                        "anchorwatch_alerts",
                        true,
                        Tls.VERIFY_FULL,
                        Optional.empty(),
                        List.of(),
                        List.of(),
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(10)));
    }

    @Test
    void it_is_read_in_full() {
        Reading reading = MapSettings.read(
                new PostgresType(),
                "host",
                HOST,
                "port",
                6432,
                "database",
                "soc",
                "user",
                "u",
                "password",
                "${env:TOKEN}",
                "schema",
                "s",
                "table",
                "t",
                "manageSchema",
                false,
                "sslmode",
                "verify-ca",
                "tls",
                Map.of("authorities", "/ca"),
                "allowedHosts",
                List.of(HOST),
                "allowedCidrs",
                List.of("10.0.0.0/8"),
                "connectTimeout",
                "1s",
                "totalTimeout",
                "2s");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new PostgresConfig(
                        "a",
                        HOST,
                        6432,
                        "soc",
                        "u",
                        Optional.of(MapSettings.TOKEN),
                        "s",
                        "t",
                        false,
                        Tls.VERIFY_CA,
                        Optional.of(Path.of("/ca")),
                        List.of(HOST),
                        List.of("10.0.0.0/8"),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2)));
    }

    @Test
    void each_mistake_is_told_with_what_to_do() {
        assertThat(problems()).contains("host is missing; for example: host: postgres.example.org");
        assertThat(problems("host", HOST, "password", "open"))
                .containsExactly("password is a secret and must not stand in the configuration");
        assertThat(problems("host", HOST, "sslmode", "prefer")).containsExactly("sslmode: there is no 'prefer'");
        assertThat(problems("host", HOST, "sslmode", "disable", "tls", Map.of("authorities", "/ca")))
                .containsExactly("authorities are of no use with sslmode: disable");
        assertThat(problems("host", HOST, "table", "Alerts"))
                .containsExactly("table is 1 to 63 of a-z, 0-9 and '_', no digit first");
        assertThat(problems("host", HOST, "schema", "1"))
                .containsExactly("schema is 1 to 63 of a-z, 0-9 and '_', no digit first");
        assertThat(problems("host", HOST, "database", "a?ssl=false"))
                .containsExactly("database is 1 to 63 of a-z, A-Z, 0-9, '_', '.', '-'");
        assertThat(problems("host", HOST, "totalTimeout", "10ms"))
                .containsExactly("totalTimeout must be from PT1S to PT5M, not PT0.01S");
        assertThat(problems("host", HOST, "tls", Map.of("key", "/k"))).containsExactly("unknown key 'tls.key'");
        assertThat(problems("host", HOST, "url", "jdbc:x")).containsExactly("unknown key 'url'");
    }

    private static List<String> problems(Object... keysAndValues) {
        return MapSettings.read(new PostgresType(), keysAndValues).problems();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.postgres;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.postgres.PostgresConfig.Tls;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code type: postgres}. */
public final class PostgresType implements SinkType {

    private static final int PORT = 5432;

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        Map<String, Tls> modes = new LinkedHashMap<>();
        for (Tls mode : Tls.values()) {
            modes.put(mode.mode(), mode);
        }
        return new PostgresConfig(
                name,
                settings.required("host", "postgres.example.org"),
                settings.number("port", PORT, 1, 65_535),
                settings.text("database", "anchorwatch"),
                settings.text("user", "anchorwatch"),
                settings.optionalSecret("password"),
                settings.text("schema", "public"),
                settings.text("table", "anchorwatch_alerts"),
                settings.flag("manageSchema", true),
                settings.choice("sslmode", modes, Tls.VERIFY_FULL),
                settings.section("tls").file("authorities"),
                settings.texts("allowedHosts"),
                settings.texts("allowedCidrs"),
                settings.span("connectTimeout", Duration.ofSeconds(3)),
                settings.span("totalTimeout", Duration.ofSeconds(10)));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import io.anchorwatch.sinks.Settings;
import io.anchorwatch.sinks.SinkConfig;
import io.anchorwatch.sinks.SinkType;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.http.HttpTls;
import io.anchorwatch.sinks.siem.FormatSetting;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code type: syslog}. */
public final class SyslogType implements SinkType {

    private static final Map<String, SyslogTransport> TRANSPORTS = Map.of(
            "tcp", SyslogTransport.TCP,
            "tls", SyslogTransport.TLS,
            "relp", SyslogTransport.RELP,
            "relp-tls", SyslogTransport.RELP_TLS);

    /** In the order of their numbers. See <a href="https://www.rfc-editor.org/rfc/rfc5424#section-6.2.1">RFC 5424</a>. */
    private static final List<String> FACILITIES = List.of(
            "kern",
            "user",
            "mail",
            "daemon",
            "auth",
            "syslog",
            "lpr",
            "news",
            "uucp",
            "cron",
            "authpriv",
            "ftp",
            "ntp",
            "audit",
            "alert",
            "clock",
            "local0",
            "local1",
            "local2",
            "local3",
            "local4",
            "local5",
            "local6",
            "local7");

    private static final int LOCAL0 = 16;
    private static final int TLS_PORT = 6514;

    /** What RFC 5425 wants each receiver to take, and rsyslog takes unless told otherwise. */
    private static final int MOST_BYTES = 8192;

    @Override
    public String name() {
        return "syslog";
    }

    @Override
    public SinkConfig read(String name, Settings settings) {
        Settings tls = settings.section("tls");
        return new SyslogConfig(
                name,
                settings.required("host", "syslog.example.org"),
                settings.number("port", TLS_PORT, 1, 65_535),
                settings.choice("transport", TRANSPORTS, SyslogTransport.TLS),
                settings.flag("allowPlain", false),
                settings.has("keepOpen")
                        ? Optional.of(settings.span("keepOpen", Duration.ofMillis(100)))
                        : Optional.empty(),
                FormatSetting.read(settings, AlertFormats.CEF, AlertFormats.LEEF, AlertFormats.JSON, AlertFormats.ECS),
                settings.choice("facility", facilities(), LOCAL0),
                Math.toIntExact(settings.bytes("maxMessageSize", MOST_BYTES, 1 << 20)),
                settings.texts("allowedHosts"),
                settings.texts("allowedCidrs"),
                new HttpTls(tls.file("authorities"), tls.file("certificate"), tls.file("key")),
                settings.span("connectTimeout", Duration.ofSeconds(3)),
                settings.span("totalTimeout", Duration.ofSeconds(10)));
    }

    private static Map<String, Integer> facilities() {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        for (String facility : FACILITIES) {
            numbers.put(facility, numbers.size());
        }
        return numbers;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.syslog;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.MapSettings;
import io.anchorwatch.sinks.MapSettings.Reading;
import io.anchorwatch.sinks.format.AlertFormats;
import io.anchorwatch.sinks.http.HttpTls;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SyslogTypeTest {

    private static final String HOST = "syslog.example.org";

    @Test
    void it_has_defaults() {
        Reading reading = MapSettings.read(new SyslogType(), "host", HOST);
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new SyslogConfig(
                        "a",
                        HOST,
                        6514,
                        SyslogTransport.TLS,
                        false,
                        Optional.empty(),
                        AlertFormats.CEF,
                        16,
                        8192,
                        List.of(),
                        List.of(),
                        HttpTls.PLATFORM,
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(10)));
    }

    @Test
    void it_is_read_in_full() {
        Reading reading = MapSettings.read(
                new SyslogType(),
                "host",
                HOST,
                "port",
                601,
                "transport",
                "tcp",
                "allowPlain",
                true,
                "keepOpen",
                "100ms",
                "format",
                "leef",
                "facility",
                "local7",
                "maxMessageSize",
                "64KiB",
                "allowedHosts",
                List.of(HOST),
                "allowedCidrs",
                List.of("10.0.0.0/8"),
                "tls",
                Map.of("authorities", "/ca", "certificate", "/c", "key", "/k"),
                "connectTimeout",
                "1s",
                "totalTimeout",
                "2s");
        assertThat(reading.problems()).isEmpty();
        assertThat(reading.config())
                .isEqualTo(new SyslogConfig(
                        "a",
                        HOST,
                        601,
                        SyslogTransport.TCP,
                        true,
                        Optional.of(Duration.ofMillis(100)),
                        AlertFormats.LEEF,
                        23,
                        65_536,
                        List.of(HOST),
                        List.of("10.0.0.0/8"),
                        new HttpTls(
                                Optional.of(Path.of("/ca")), Optional.of(Path.of("/c")), Optional.of(Path.of("/k"))),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(2)));
    }

    @Test
    void each_mistake_is_told_with_what_to_do() {
        assertThat(problems()).contains("host is missing; for example: host: syslog.example.org");
        assertThat(problems("host", HOST, "transport", "relp"))
                .containsExactly("transport is not encrypted: take tls or relp-tls, or set allowPlain: true");
        assertThat(problems("host", HOST, "transport", "udp")).containsExactly("transport: there is no 'udp'");
        assertThat(problems("host", HOST, "transport", "relp-tls", "keepOpen", "1s"))
                .containsExactly("keepOpen is for tcp and tls: relp keeps its connection anyway");
        assertThat(problems("host", HOST, "maxMessageSize", "1KiB"))
                .containsExactly("maxMessageSize must be from 2048 to 1048576, not 1024");
        assertThat(problems("host", HOST, "facility", "local8")).containsExactly("facility: there is no 'local8'");
        assertThat(problems("host", HOST, "port", 70_000))
                .containsExactly("port must be a whole number from 1 to 65535, not '70000'");
        assertThat(problems("host", HOST, "tls", Map.of("key", "/k")))
                .containsExactly("tls needs certificate and key together, or neither");
        assertThat(problems("host", HOST, "allowedCidrs", List.of("10.0.0.0/33")))
                .containsExactly("allowedCidrs[0] is no address block such as 10.1.0.0/16");
        assertThat(problems("host", "a b")).containsExactly("host is no host name and no address");
    }

    private static List<String> problems(Object... keysAndValues) {
        return MapSettings.read(new SyslogType(), keysAndValues).problems();
    }
}

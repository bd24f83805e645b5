// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

import static io.anchorwatch.sinks.MapSettings.secretly;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.MapSettings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EmailSettingsTest {

    private static final Map<String, Object> GOOD = Map.of(
            "host", "smtp.example.org",
            "from", "Anchorwatch <alerts@example.org>",
            "to", List.of("soc@example.org"),
            "user", "alerts",
            "password", secretly("hunter2"));

    @Test
    void a_server_sender_recipients_and_a_login_are_enough() {
        EmailConfig config = read(GOOD);

        assertThat(problems(GOOD)).isEmpty();
        assertThat(config.security()).isEqualTo(EmailSecurity.STARTTLS);
        assertThat(config.port()).isEqualTo(587);
        assertThat(config.toString()).doesNotContain("hunter2");
    }

    @Test
    void the_port_follows_the_encryption() {
        assertThat(read(with("security", "tls")).port()).isEqualTo(465);
    }

    @Test
    void each_mistake_is_told_in_one_line() {
        assertThat(problems(Map.of()))
                .contains(
                        "host is missing; for example: host: smtp.example.org",
                        "from is missing; for example: from: Anchorwatch <alerts@example.org>",
                        "to is missing, such as [soc@example.org]");
        assertThat(problems(with("to", List.of("soc@example.org\r\nBcc: x@evil.example"))))
                .containsExactly("to[0] is no address such as soc@example.org");
        assertThat(problems(with("to", List.of("a@example.org, b@example.org"))))
                .containsExactly("to[0] is no address such as soc@example.org");
        assertThat(problems(with("from", "nobody"))).containsExactly("from is no address such as alerts@example.org");
        assertThat(problems(with("security", "none")))
                .containsExactly(
                        "security is not encrypted: take starttls or tls, or set allowPlain: true",
                        "user would show the password to the network: take starttls or tls");
        assertThat(problems(with("security", "ssl")))
                .singleElement()
                .asString()
                .startsWith("security: there is no 'ssl'");
        assertThat(problems(with("port", 0))).contains("port must be a whole number from 1 to 65535, not '0'");
        assertThat(problems(with("allowedCidrs", List.of("10.0.0.0/99"))))
                .containsExactly("allowedCidrs[0] is no address block such as 10.1.0.0/16");
        assertThat(problems(with("recipients", List.of()))).containsExactly("unknown key 'recipients'");
    }

    private static Map<String, Object> with(String key, Object value) {
        Map<String, Object> values = new HashMap<>(GOOD);
        values.put(key, value);
        return values;
    }

    private static List<String> problems(Map<String, Object> values) {
        return MapSettings.read(new EmailType(), values).problems();
    }

    private static EmailConfig read(Map<String, Object> values) {
        return (EmailConfig) MapSettings.read(new EmailType(), values).config();
    }
}

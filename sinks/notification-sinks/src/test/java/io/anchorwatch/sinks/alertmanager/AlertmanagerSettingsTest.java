// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.alertmanager;

import static io.anchorwatch.sinks.MapSettings.secretly;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.MapSettings;
import io.anchorwatch.sinks.http.HttpTarget;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AlertmanagerSettingsTest {

    private static final List<String> URLS = List.of("https://am-0.example.org:9093/", "https://am-1.example.org:9093");

    @Test
    void needs_its_servers_only_and_asks_all_of_them() {
        assertThat(problems(Map.of())).isEmpty();
        AlertmanagerConfig config = read(Map.of());
        assertThat(config.peers())
                .extracting(HttpTarget::origin)
                .containsExactly("https://am-0.example.org:9093", "https://am-1.example.org:9093");
        assertThat(config.peers().get(0).url()).hasToString("https://am-0.example.org:9093");
        assertThat(config.quorum()).isEqualTo(2);
        assertThat(config.ttl()).isEqualTo(Duration.ofHours(1));
        assertThat(config.severity(Severity.HIGH)).isEqualTo("critical");
    }

    @Test
    void takes_labels_and_words_for_severities_of_the_operator() {
        Map<String, Object> own = Map.of(
                "labels",
                Map.of("team", "soc"),
                "severities",
                Map.of("critical", "page"),
                "quorum",
                1,
                "bearer",
                secretly("t"));
        assertThat(problems(own)).isEmpty();
        assertThat(read(own).severity(Severity.CRITICAL)).isEqualTo("page");
        assertThat(read(own).labels()).containsEntry("team", "soc");
        assertThat(read(own).peers().get(1).auth().header()).contains("Bearer t");
    }

    @Test
    void each_mistake_is_told_in_one_line() {
        assertThat(problems(Map.of("urls", List.of()))).contains("urls names no server, or more than 16");
        assertThat(problems(Map.of("urls", List.of("https://a.example.org", "http://b.example.org"))))
                .containsExactly("urls[1] must begin with https:// (http:// only with allowPlainHttp)");
        assertThat(problems(Map.of("urls", List.of("https://a.example.org", "https://a.example.org/"))))
                .containsExactly("urls names a server twice");
        assertThat(problems(Map.of("quorum", 3))).contains("quorum must be a whole number from 1 to 2, not '3'");
        assertThat(problems(Map.of("labels", Map.of("k8s.ns", "x"))))
                .containsExactly("labels holds a name that Alertmanager does not take: write letters, digits and '_'");
        assertThat(problems(Map.of("labels", Map.of("severity", "x"))))
                .containsExactly("labels.severity is set by the sink: choose another name");
        assertThat(problems(Map.of("severities", Map.of("dire", "x"))))
                .containsExactly("severities names one that is none of [informational, low, medium, high, critical]");
        assertThat(problems(Map.of("ttl", "0s"))).containsExactly("ttl must be from PT1S to PT168H, not PT0S");
        assertThat(problems(Map.of("url", "https://a.example.org"))).containsExactly("unknown key 'url'");
    }

    private static List<String> problems(Map<String, Object> values) {
        return MapSettings.read(new AlertmanagerType(), with(values)).problems();
    }

    private static AlertmanagerConfig read(Map<String, Object> values) {
        return (AlertmanagerConfig)
                MapSettings.read(new AlertmanagerType(), with(values)).config();
    }

    private static Map<String, Object> with(Map<String, Object> values) {
        Map<String, Object> all = new HashMap<>(Map.of("urls", URLS));
        all.putAll(values);
        return all;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.incident;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.sinks.MessageTemplate;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.Notification.Held;
import io.anchorwatch.sinks.Notification.HeldRule;
import io.anchorwatch.sinks.format.ExampleAlerts;
import io.anchorwatch.sinks.format.HostileCorpus;
import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IncidentTest {

    private static final Instant TIME = Instant.parse("2026-03-01T09:30:00Z");
    private static final Held HELD = new Held(
            15,
            TIME.minusSeconds(3600),
            TIME.minusSeconds(60),
            List.of(
                    new HeldRule("secret-read", "Secret read", Severity.MEDIUM, 12),
                    new HeldRule("pod-exec", "Shell in a pod", Severity.CRITICAL, 3)),
            "repeats within 4h");

    @Test
    void a_single_alert_is_its_title_and_its_one_finding() {
        Incident incident = Incident.of(Notification.of(ExampleAlerts.deniedSecrets(), "default"));

        assertThat(incident.headline()).isEqualTo(incident.findings().get(0).title());
        assertThat(incident.findings().get(0).when())
                .startsWith("12 times, 2026-03-01 ")
                .endsWith(" UTC");
        assertThat(incident.findings().get(0).rule()).contains(" · T1");
        assertThat(incident.more(1)).isEmpty();
        assertThat(incident.groupText()).isEmpty();
    }

    @Test
    void a_group_tells_the_worst_first_and_counts_what_it_does_not_show() {
        Incident incident =
                Incident.of(group(List.of(ExampleAlerts.deniedSecrets(), ExampleAlerts.privilegedPod()), HELD));

        assertThat(incident.severity()).isEqualTo(Severity.CRITICAL);
        assertThat(incident.findings())
                .isSortedAccordingTo((a, b) -> b.severity().compareTo(a.severity()));
        assertThat(incident.headline()).startsWith("2 alerts: ").endsWith(" and 1 other rule");
        assertThat(incident.groupText()).isEqualTo("namespace shop, actor (none)");
        assertThat(incident.more(1))
                .hasSize(5)
                .startsWith(
                        "and 16 more, 2026-03-01 08:30:00 to 09:30:00 UTC",
                        "3 × Shell in a pod (critical)",
                        "12 × Secret read (medium)")
                .endsWith("15 of them held because: repeats within 4h");
        assertThat(incident.more(2)).startsWith("and 15 more, 2026-03-01 08:30:00 to 09:29:00 UTC");
    }

    @Test
    void a_summary_of_what_was_held_has_no_finding_and_says_why() {
        Incident incident = Incident.of(group(List.of(), HELD));

        assertThat(incident.headline()).isEqualTo("15 alerts held back: Shell in a pod and 1 other rule");
        assertThat(incident.label()).isEqualTo("CRITICAL");
        assertThat(incident.more(0))
                .startsWith("15 alerts, 2026-03-01 08:30:00 to 09:29:00 UTC")
                .endsWith("held because: repeats within 4h");
    }

    @Test
    void a_template_takes_the_place_of_the_text_with_its_values_escaped() {
        MessageTemplate template =
                MessageTemplate.parse("{{severity}} {{title}}{{#changes}}[{{.}}]{{/changes}}{{#held}} held{{/held}}");
        Notification told = new Notification(
                "id", "key", "r", Map.of(), List.of(ExampleAlerts.privilegedPod()), Held.NONE, Optional.of(template));

        String text = Incident.of(told).text(value -> "<" + value + ">").orElseThrow();

        assertThat(text).startsWith("<").contains("[<").doesNotContain("held");
        assertThat(Incident.of(Notification.of(ExampleAlerts.privilegedPod(), "r"))
                        .text(value -> value))
                .isEmpty();
    }

    @Test
    void only_a_plain_link_over_https_can_be_clicked_on() {
        assertThat(Links.https("https://wiki.example.com/aw?x=1#y")).isPresent();
        assertThat(List.of(
                        "http://wiki.example.com/",
                        "https://wiki@evil.example/",
                        "https:///nowhere",
                        "https://wiki.example.com/ <script>",
                        "https://wiki.exämple.com/",
                        "javascript:alert(1)",
                        "see the wiki"))
                .allMatch(text -> Links.https(text).isEmpty());
    }

    @Test
    void hostile_text_stays_on_its_line_and_within_its_length() {
        for (Alert alert : HostileCorpus.alerts()) {
            Incident incident = Incident.of(Notification.of(alert, "default"));
            Finding finding = incident.findings().get(0);
            for (String text : List.of(
                    incident.headline(),
                    finding.sentence(),
                    finding.when(),
                    finding.source(),
                    finding.rule(),
                    finding.id())) {
                assertThat(PlainText.clean(text)).isEqualTo(text).hasSizeLessThanOrEqualTo(1000);
            }
            assertThat(finding.changes()).hasSizeLessThanOrEqualTo(6);
        }
    }

    private static Notification group(List<Alert> alerts, Held held) {
        Map<String, String> group = new LinkedHashMap<>();
        group.put("namespace", "shop");
        group.put("actor", "");
        return new Notification("id", "key", "default", group, alerts, held, Optional.empty());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.streamjobs.alert.Alert;
import org.junit.jupiter.api.Test;

class OcsfFormatTest {

    private final OcsfValidator validator = new OcsfValidator();

    @Test
    void every_finding_is_one_that_the_schema_allows() {
        ExampleAlerts.all()
                .forEach((name, alert) -> assertThat(problems(alert)).as(name).isEmpty());
        HostileCorpus.alerts().forEach(alert -> assertThat(problems(alert)).isEmpty());
    }

    @Test
    void an_alert_with_nothing_but_a_rule_is_a_finding_too() {
        assertThat(problems(Bare.alert())).isEmpty();
        assertThat(finding(Bare.alert()).has("evidences")).isFalse();
    }

    @Test
    void the_checks_find_what_is_wrong() {
        ObjectNode finding = (ObjectNode) finding(ExampleAlerts.privilegedPod());
        finding.put("invented", 1);
        finding.put("time", "yesterday");
        finding.put("severity_id", 7);
        ((ObjectNode) finding.get("finding_info")).remove("uid");
        ((ObjectNode) finding.get("metadata").get("product")).removeAll();
        assertThat(validator.problems(finding))
                .hasSize(5)
                .anyMatch(problem -> problem.contains("invented is unknown"))
                .anyMatch(problem -> problem.contains("time is no timestamp_t"))
                .anyMatch(problem -> problem.contains("severity_id is none of"))
                .anyMatch(problem -> problem.contains("finding_info.uid is required"))
                .anyMatch(problem -> problem.contains("product has none of"));
    }

    @Test
    void an_episode_is_created_updated_and_closed() {
        assertThat(finding(ExampleAlerts.privilegedPod()).get("type_uid").asLong())
                .isEqualTo(200401);
        assertThat(finding(ExampleAlerts.deniedSecrets()).get("type_uid").asLong())
                .isEqualTo(200402);
        assertThat(finding(ExampleAlerts.deniedSecrets()).at("/metadata/uid").asText())
                .endsWith("-3");
        assertThat(finding(ExampleAlerts.deniedSecrets())
                        .at("/finding_info/uid")
                        .asText())
                .isEqualTo(ExampleAlerts.deniedSecrets().fingerprint());
    }

    private Iterable<String> problems(Alert alert) {
        return validator.problems(finding(alert));
    }

    private static JsonNode finding(Alert alert) {
        return Json.parse(AlertFormats.OCSF.encode(alert));
    }
}

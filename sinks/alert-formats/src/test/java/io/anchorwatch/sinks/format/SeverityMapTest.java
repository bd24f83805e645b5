// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.streamjobs.alert.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeverityMapTest {

    /** The page is the table that users read: it and the code say the same. */
    @ParameterizedTest
    @EnumSource(Severity.class)
    void the_table_of_the_page_is_what_the_code_does(Severity severity) throws IOException {
        String row = "| " + severity.wireName() + " | " + String.join(" | ", cells(severity)) + " |";
        assertThat(Files.readString(Path.of("FORMATS.md"))).contains(row);
    }

    private static List<String> cells(Severity severity) {
        return List.of(
                Integer.toString(SeverityMap.ocsf(severity)) + " " + SeverityMap.ocsfCaption(severity),
                Integer.toString(SeverityMap.ecs(severity)),
                Integer.toString(SeverityMap.syslog(severity)),
                Integer.toString(SeverityMap.cef(severity)),
                Integer.toString(SeverityMap.leef(severity)),
                SeverityMap.splunkUrgency(severity),
                SeverityMap.sentinel(severity),
                SeverityMap.udm(severity),
                SeverityMap.asffLabel(severity) + " " + SeverityMap.asffNormalized(severity, 0) + "–"
                        + SeverityMap.asffNormalized(severity, 100),
                SeverityMap.pagerDuty(severity),
                SeverityMap.opsgenie(severity),
                SeverityMap.alertmanager(severity),
                SeverityMap.otlpNumber(severity) + " " + SeverityMap.otlpText(severity),
                SeverityMap.colour(severity).name() + " `"
                        + SeverityMap.colour(severity).hex() + "`");
    }

    @ParameterizedTest
    @EnumSource(Severity.class)
    void the_risk_score_never_contradicts_the_label_of_security_hub(Severity severity) {
        for (int score = 1; score <= 100; score++) {
            int normalized = SeverityMap.asffNormalized(severity, score);
            assertThat(normalized)
                    .isBetween(SeverityMap.asffNormalized(severity, 0), SeverityMap.asffNormalized(severity, 100));
            assertThat(normalized).isGreaterThanOrEqualTo(SeverityMap.asffNormalized(severity, score - 1));
        }
    }
}

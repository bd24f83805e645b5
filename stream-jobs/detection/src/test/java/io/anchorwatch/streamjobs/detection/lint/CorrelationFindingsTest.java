// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What shows in a correlation. */
final class CorrelationFindingsTest {

    private static final String RULES = """
            title: Base
            name: base
            level: low
            logsource: {product: %s, service: audit}
            detection:
              a: {verb: %s}
              condition: a
            ---
            title: Many
            name: many
            level: low
            correlation:
              type: event_count
              rules: [base]
              group-by: [%s]
              timespan: 5m
              condition: {%s}
            """;

    private static String of(String product, String verb, String group, String condition) {
        return RULES.formatted(product, verb, group, condition);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "userAgent",
                "auditID",
                "client.claimed",
                "requestURI",
                "sourceIPs",
                "objectRef.name",
                "name",
                "requestObject.metadata.name"
            })
    void groupsThatTheCallerChoosesAreTold(String field) {
        assertThat(Linted.text(of("kubernetes", "create", field, "gte: 5")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(FindingKind.CALLER_GROUP);
                    assertThat(finding.place().line()).isEqualTo(15);
                    assertThat(finding.place().column()).isEqualTo(14);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"user.username", "client.address", "objectRef.namespace", "objectRef.resource"})
    void otherGroupsAreNot(String field) {
        assertThat(Linted.text(of("kubernetes", "create", field, "gte: 5"))).isEmpty();
    }

    @Test
    void aNameOfWhatExistsIsNotTheCallers() {
        assertThat(Linted.text(of("kubernetes", "delete", "objectRef.name", "gte: 5")))
                .isEmpty();
    }

    @Test
    void lateAlertsAreANote() {
        assertThat(Linted.text(of("kubernetes", "get", "user.username", "lt: 5")))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.kind()).isEqualTo(FindingKind.LATE_ALERT);
                    assertThat(finding.kind().level()).isEqualTo(FindingLevel.NOTE);
                    assertThat(finding.message()).contains("PT5M");
                });
    }

    @Test
    void aBaseThatRestsIsTold() {
        assertThat(Linted.text(of("linux", "get", "user.username", "gte: 5")))
                .extracting(Finding::kind)
                .containsExactly(FindingKind.RESTING_BASE);
    }
}

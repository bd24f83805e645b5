// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.lint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

/** Rule files whose author means harm: findings or refusals, never a crash. */
final class HostileTextTest {

    @Test
    void aliasesAreWalkedOnce() {
        StringBuilder text = new StringBuilder("title: T\nlogsource: {product: kubernetes}\na0: &a0 [x, x]\n");
        for (int i = 1; i < 40; i++) {
            text.append("a")
                    .append(i)
                    .append(": &a")
                    .append(i)
                    .append(" [*a")
                    .append(i - 1)
                    .append(", *a")
                    .append(i - 1)
                    .append("]\n");
        }
        assertThatCode(() -> Linted.text(text + "detection: {s: {verb: get}, condition: s}\n"))
                .doesNotThrowAnyException();
    }

    @Test
    void deepAndDamagedTextsAreToldByTheReader() {
        assertThat(Linted.text("a: ".repeat(2_000))).isNotEmpty();
        assertThat(Linted.text("[".repeat(100_000))).isNotEmpty();
        assertThat(Linted.text("\u0000")).isNotEmpty();
    }

    @Test
    void longNamesAreComparedWithNothing() {
        assertThat(Linted.messages(FindingKind.UNKNOWN_FIELD, "x" + "y".repeat(900) + ": 1", "Metadata"))
                .hasSize(1);
    }

    @Test
    void manyValuesMakeNoMoreShapesThanAreBounded() throws PolicyException {
        StringBuilder names = new StringBuilder("r0");
        for (int i = 1; i < 3_000; i++) {
            names.append(", r").append(i);
        }
        String text = "title: T\nlevel: low\nlogsource: {product: kubernetes}\ndetection:\n  s: {objectRef.resource: ["
                + names + "], objectRef.subresource: [" + names + "]}\n  condition: s\n";
        assertThat(Linted.text(text, java.util.Optional.of(Linted.policy("rules: [{level: Metadata}]\n"))))
                .isEmpty();
    }

    @Test
    void veryManyFindingsAreCountedNotPlaced() {
        StringBuilder items = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            items.append("    - {nothing").append(i).append(": 1}\n");
        }
        String text = "title: T\nlevel: low\nlogsource: {product: kubernetes}\ndetection:\n  s:\n" + items
                + "  condition: s\n";
        assertThat(Linted.text(text))
                .hasSize(201)
                .anySatisfy(finding -> assertThat(finding.message()).startsWith("19800 more findings"));
    }

    @Test
    void whatIsPrintedMovesNoCursor() {
        assertThat(Linted.item("\"verb\": \"re\\eplace\\u202e\"", "Metadata"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.render())
                        .contains("re\\u001bplace\\u202e")
                        .doesNotContain("\u001b", "\u202e"));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.demo;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.cli.Ran;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code anchorwatch demo}, end to end. */
final class DemoCommandTest {

    private static final Pattern EQUATION = Pattern.compile(
            "^(received|consumed) +(\\d+) = (\\d+) \\w+ \\+ (\\d+) \\w+ \\+ (\\d+) .*$", Pattern.MULTILINE);

    @Test
    void theIncidentGoesThroughEverythingAndEveryEventIsAccountedFor() {
        Ran ran = anchorwatch("demo");
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.err()).contains(" 0 unexplained, 0 unknown, ");
        Matcher alerts = Pattern.compile("alerts     (\\d+): [^\\n]*\\ndelivered  (\\d+) to the console")
                .matcher(ran.err());
        assertThat(alerts.find()).as(ran.err()).isTrue();
        assertThat(alerts.group(1)).as("told and delivered").isEqualTo(alerts.group(2));
        // A replay tells each finding once; the demo tells it at once, and again with what was there before.
        int findings = anchorwatch("replay", Ran.INCIDENT, Ran.INCIDENT.resolveSibling("incident-watch.jsonl.gz"))
                .json()
                .size();
        assertThat(Integer.parseInt(alerts.group(1))).isBetween(findings, 2 * findings);
        assertThat(ran.out()).contains("Role bound to everybody");
        Matcher equation = EQUATION.matcher(ran.err());
        for (String name : Arrays.asList("received", "consumed")) {
            assertThat(equation.find()).as(ran.err()).isTrue();
            assertThat(equation.group(1)).isEqualTo(name);
            assertThat(number(equation, 2))
                    .isEqualTo(546)
                    .isEqualTo(number(equation, 3) + number(equation, 4) + number(equation, 5));
        }
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}

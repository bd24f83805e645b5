// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import static io.anchorwatch.deploy.cli.Ran.anchorwatch;
import static org.assertj.core.api.Assertions.assertThat;

import io.anchorwatch.deploy.cli.Ran;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;

/** {@code anchorwatch rules test}: coverage and reports. */
final class RuleTestCommandTest {

    private static final String RULE = """
            title: Somebody deletes
            name: deletes
            level: low
            logsource: {product: kubernetes, service: audit}
            detection:
              sel: {verb: delete, userAgent|contains: x}
              condition: sel
            """;

    private static final String CASES = """
            - name: a deletion
              match: true
              event: {verb: delete, userAgent: x}
            - name: "<&\\"'\\e]]>\\ud800"
              match: %s
              event: {verb: delete, userAgent: y}
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Path own = Files.createDirectory(folder.resolve("deletes"));
        Files.writeString(own.resolve("rule.yaml"), RULE);
        Files.writeString(own.resolve("tests.yaml"), CASES.formatted("false"));
    }

    @Test
    void coverageTellsWhichOutcomesWereNotSeen() {
        Ran ran = anchorwatch("rules", "test", "--coverage", "--rules", folder);
        assertThat(ran.exitCode()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("deletes: condition verb equals 'delete' was never false")
                .doesNotContain("userAgent")
                .contains("3 of 4 outcomes of conditions seen: 75.0 %");
    }

    @Test
    void tooLittleCoverageIsAFailure() {
        assertThat(anchorwatch("rules", "test", "--min-coverage", "75", "--rules", folder)
                        .exitCode())
                .isZero();
        assertThat(anchorwatch("rules", "test", "--min-coverage", "76", "--rules", folder)
                        .exitCode())
                .isEqualTo(1);
        assertThat(anchorwatch("rules", "test", "--min-coverage", "101", "--rules", folder)
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void theReportIsXmlWhateverCasesAreCalled() throws Exception {
        Files.writeString(folder.resolve("deletes/tests.yaml"), CASES.formatted("true"));
        Path report = folder.resolve("report.xml");
        Ran ran = anchorwatch("rules", "test", "--junit", report, "--rules", folder.resolve("deletes"));
        assertThat(ran.exitCode()).isEqualTo(1);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Element suites = factory.newDocumentBuilder().parse(report.toFile()).getDocumentElement();
        assertThat(suites.getTagName()).isEqualTo("testsuites");
        Element suite = (Element) suites.getElementsByTagName("testsuite").item(0);
        assertThat(suite.getAttribute("name")).isEqualTo("deletes");
        assertThat(suite.getAttribute("tests")).isEqualTo("2");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("0");
        assertThat(suite.getAttribute("time")).matches("[0-9]+\\.[0-9]{3}");
        Element second = (Element) suite.getElementsByTagName("testcase").item(1);
        assertThat(second.getAttribute("classname")).isEqualTo("deletes");
        assertThat(second.getAttribute("name")).startsWith("<&\"'\\u001b]]>");
        Element failure = (Element) second.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).contains("expected a match");
        assertThat(failure.getTextContent()).startsWith("deletes: <&");
    }

    @Test
    void aReportThatCannotBeWrittenIsAnEnvironmentProblem() {
        Ran ran = anchorwatch("rules", "test", "--junit", folder.resolve("no/such/report.xml"), "--rules", folder);
        assertThat(ran.exitCode()).isEqualTo(3);
    }

    @Test
    void theShippedCasesShowMostOutcomes() {
        Ran ran = anchorwatch("rules", "test", "--min-coverage", "96");
        assertThat(ran.exitCode()).as(ran.out()).isZero();
        assertThat(ran.out()).contains("2 correlations, ", ", 0 failed");
    }
}

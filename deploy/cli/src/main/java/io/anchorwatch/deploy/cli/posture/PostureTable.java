// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.posture;

import io.anchorwatch.sinks.console.TerminalText;
import io.anchorwatch.streamjobs.alert.Severity;
import io.anchorwatch.streamjobs.detection.posture.Chain;
import io.anchorwatch.streamjobs.detection.posture.Exposure;
import io.anchorwatch.streamjobs.detection.posture.Finding;
import io.anchorwatch.streamjobs.detection.posture.Fruit;
import io.anchorwatch.streamjobs.detection.posture.Holder;
import io.anchorwatch.streamjobs.detection.posture.NamespaceStandard;
import io.anchorwatch.streamjobs.detection.posture.PostureReport;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The report for a terminal. */
final class PostureTable {

    private static final int NARROWEST = 60;
    private static final int WIDEST = 200;
    private static final int USUAL = 100;
    private static final int MOST_HOLDERS = 12;
    private static final int NUMBERS = 41;

    private final Told told;
    private final PostureReport report;
    private final Lines lines;
    private final int columns;

    PostureTable(Told told, int columns) {
        this.told = told;
        this.report = told.report();
        this.columns = Math.max(NARROWEST, Math.min(WIDEST, columns));
        this.lines = new Lines(this.columns);
    }

    /** As wide as the terminal is. */
    static int columns() {
        return Optional.ofNullable(System.getenv("COLUMNS"))
                .filter(text -> text.matches("[1-9][0-9]{0,3}"))
                .map(Integer::valueOf)
                .orElse(USUAL);
    }

    String render() {
        head();
        fruit();
        findings();
        standards();
        chains();
        exposures();
        return lines.text();
    }

    private void head() {
        lines.wrapped("", "Posture of " + told.cluster() + ", " + told.timeText());
        lines.wrapped("", Words.looked(report.counts()));
        lines.wrapped("", "left out: " + Words.leftOut(report.counts()));
        lines.wrapped(
                "",
                Words.number(report.findings().size(), "finding", "findings") + ": "
                        + Words.bySeverity(report.findings()));
        lines.wrapped(
                "",
                Words.number(report.fruit().size(), "fix", "fixes") + " of one command, " + Words.breaksNothing(report)
                        + " of them break nothing");
    }

    private void fruit() {
        for (Fruit.Effect effect : Fruit.Effect.values()) {
            List<Fruit> those = report.fruit().stream()
                    .filter(fruit -> fruit.effect() == effect)
                    .toList();
            if (!those.isEmpty()) {
                lines.title(
                        effect == Fruit.Effect.BREAKS_NOTHING
                                ? "Low-hanging fruit: breaks nothing"
                                : "Low-hanging fruit: one object, look before");
            }
            String title = "";
            for (Fruit fruit : those) {
                if (!fruit.title().equals(title)) {
                    lines.wrapped("  ", fruit.title());
                }
                title = fruit.title();
                lines.wrapped("    ", "# " + fruit.holder().text() + ": " + fruit.why());
                lines.whole("    ", fruit.command().isEmpty() ? "(its name fits in no command)" : fruit.command());
            }
        }
    }

    private void findings() {
        lines.title("Findings, by weight of severity × reach");
        int title = columns - NUMBERS;
        lines.line(String.format(
                Locale.ROOT,
                "%7s %-8s %s %4s %3s %4s %4s %4s",
                "SCORE",
                "SEVERITY",
                TerminalText.fit("FINDING", title),
                "OBJ",
                "NS",
                "SUBJ",
                "NODE",
                "ADDR"));
        for (Finding finding : report.findings()) {
            lines.line(String.format(
                    Locale.ROOT,
                    "%7d %-8s %s %4d %3d %4d %4d %4d",
                    finding.score(),
                    level(finding),
                    TerminalText.fit(TerminalText.clean(finding.title()), title),
                    finding.holders().size(),
                    finding.reach().namespaces().size(),
                    finding.reach().subjects().size(),
                    finding.reach().nodes().size(),
                    finding.reach().addresses().size()));
            String holders = Words.byResource(finding.holders(), MOST_HOLDERS).entrySet().stream()
                    .map(group -> group.getKey() + " "
                            + group.getValue().stream()
                                    .map(text -> Lines.shortened(text, 80))
                                    .collect(Collectors.joining(", ")))
                    .collect(Collectors.joining("; "));
            int more = finding.holders().size() - MOST_HOLDERS;
            lines.wrapped("        ", finding.rule() + ": " + holders + (more > 0 ? " and " + more + " more" : ""));
        }
    }

    private static String level(Finding finding) {
        return finding.severity() == Severity.INFORMATIONAL
                ? "info"
                : finding.severity().wireName();
    }

    private void standards() {
        lines.title("Pod Security by namespace, latest version");
        for (NamespaceStandard row : report.standards()) {
            String enforce = row.known() ? row.enforce().wireName() : "unknown";
            String checks = row.checks().entrySet().stream()
                    .map(check -> check.getKey() + " " + check.getValue())
                    .collect(Collectors.joining(", "));
            lines.line(String.format(
                    Locale.ROOT,
                    "  %s enforces %-10s meets %-10s %s",
                    TerminalText.fit(TerminalText.clean(row.namespace()), 20),
                    enforce,
                    row.met().wireName(),
                    Words.number(row.workloads(), "workload", "workloads")));
            if (!checks.isEmpty()) {
                lines.wrapped("    ", "not met by: " + checks);
            }
        }
    }

    private void chains() {
        lines.title("As good as cluster-admin");
        for (Chain chain : report.chains()) {
            lines.wrapped(
                    "  ",
                    chain.subject() + " ← " + chain.binding().text() + " → "
                            + Words.role(chain) + " ("
                            + chain.rule() + ")"
                            + (chain.pods() > 0
                                    ? ", " + Words.number(chain.pods(), "pod runs", "pods run") + " as it"
                                    : ""));
        }
    }

    private void exposures() {
        lines.title("Reached from outside");
        for (Exposure exposure : report.exposures()) {
            String to = exposure.workloads().stream().map(Holder::text).collect(Collectors.joining(", "));
            lines.wrapped(
                    "  ",
                    exposure.address() + " → " + exposure.via().text() + " → " + (to.isEmpty() ? "no workload" : to));
        }
    }
}

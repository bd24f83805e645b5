// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import io.anchorwatch.deploy.cli.backtest.Comparison.Difference;
import io.anchorwatch.deploy.cli.backtest.Comparison.Kind;
import io.anchorwatch.sinks.console.TerminalText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The report for a terminal. */
final class ReportTable {

    private static final int TOP = 3;

    private final Report report;
    private final int show;
    private final StringBuilder text = new StringBuilder();

    private ReportTable(Report report, int show) {
        this.report = report;
        this.show = show;
    }

    static String render(Report report, int show) {
        ReportTable table = new ReportTable(report, show);
        table.head();
        if (report.b() != null) {
            table.differences();
        }
        table.noise();
        table.suggestions();
        table.costs();
        return table.text.toString();
    }

    private void line(String format, Object... values) {
        String line = String.format(Locale.ROOT, format, values);
        text.append(TerminalText.clean(line).stripTrailing()).append('\n');
    }

    private void head() {
        History history = report.history();
        if (history.first() == null || history.last() == null) {
            line("Backtest of no events");
        } else {
            line(
                    "Backtest of %,d events, %s to %s, %.1f hours",
                    history.read().events(), history.first(), history.last(), history.hours());
        }
        head("A", report.a());
        if (report.b() != null) {
            head("B", report.b());
        }
    }

    private void head(String name, Report.Tested tested) {
        line(
                "  %s  %,d alerts of %,d rules and %,d correlations, %s: %s",
                name,
                tested.noise().alerts(),
                tested.rules().set().rules().size(),
                tested.rules().set().correlations().size(),
                tested.rules().set().digest(),
                tested.rules().name());
    }

    private void differences() {
        RuleDiff total = report.comparison().total();
        line("");
        line(
                "%,d alerts in both, %,d of them changed; %,d only in A, %,d only in B",
                total.both, total.changed, total.onlyA, total.onlyB);
        if (!total.differs()) {
            return;
        }
        line("  %8s %8s %8s %8s  RULE", "BOTH", "CHANGED", "ONLY A", "ONLY B");
        report.comparison().rules().entrySet().stream()
                .filter(rule -> rule.getValue().differs())
                .limit(show)
                .forEach(rule -> line(
                        "  %,8d %,8d %,8d %,8d  %s",
                        rule.getValue().both,
                        rule.getValue().changed,
                        rule.getValue().onlyA,
                        rule.getValue().onlyB,
                        rule.getKey()));
        examples("Only in A", Kind.ONLY_A);
        examples("Only in B", Kind.ONLY_B);
        examples("Changed from A to B", Kind.CHANGED);
    }

    private void examples(String title, Kind kind) {
        List<Difference> shown = report.comparison().shown(kind);
        if (!shown.isEmpty()) {
            line("");
            line("%s", title);
        }
        for (Difference difference : shown) {
            Telling telling = difference.telling();
            line("  %s  %-8s %s  %s", telling.first(), telling.severity().wireName(), telling.rule(), difference.how());
            line("      %s: %s %s %s", telling.cluster(), telling.actor(), telling.verb(), telling.target());
        }
    }

    private void noise() {
        List<Map.Entry<String, RuleNoise>> rules = report.last().noise().noisiest();
        if (rules.isEmpty()) {
            return;
        }
        line("");
        line("Noise of %s", report.lastName());
        line("  %8s %8s %8s %-8s RULE", "ALERTS", "PER HOUR", "DISTINCT", "SEVERITY");
        for (Map.Entry<String, RuleNoise> rule : rules.subList(0, Math.min(show, rules.size()))) {
            RuleNoise noise = rule.getValue();
            double hours = report.history().hours();
            line(
                    "  %,8d %8s %8s %-8s %s",
                    noise.alerts(),
                    hours == 0 ? "-" : String.format(Locale.ROOT, "%,.1f", noise.alerts() / hours),
                    noise.fingerprints() < RuleNoise.FINGERPRINTS
                            ? String.format(Locale.ROOT, "%,d", noise.fingerprints())
                            : "10,000+",
                    noise.severity().wireName(),
                    rule.getKey());
            counts("by", noise.actors(TOP));
            counts("in", noise.namespaces(TOP));
        }
    }

    private void counts(String word, List<RuleNoise.Count> counts) {
        if (!counts.isEmpty()) {
            line(
                    "%30s %s",
                    word,
                    counts.stream()
                            .map(count -> cut(count.value()) + " (" + count.alerts() + ")")
                            .collect(Collectors.joining(", ")));
        }
    }

    private static String some(List<String> rules) {
        String first = String.join(", ", rules.subList(0, Math.min(TOP, rules.size())));
        return rules.size() <= TOP ? first : first + " and " + (rules.size() - TOP) + " other rules";
    }

    private static String cut(String value) {
        return value.length() <= 80 ? value : value.substring(0, 79) + "…";
    }

    private void suggestions() {
        Trial trial = report.trial();
        if (!trial.suggestions().isEmpty()) {
            line("");
            line("Suggested exceptions for %s, tried on these events with all of them in force", report.lastName());
            line("Each holds %s.", Suggestion.CAVEAT);
        }
        for (Suggestion suggestion : trial.suggestions()) {
            line("");
            line(
                    "  %s: removes %,d alerts, %,d of the rule remain",
                    suggestion.scope().rule(), suggestion.removes(), suggestion.remains());
            line("  hides: %s", suggestion.hides());
            if (!suggestion.otherRules().isEmpty()) {
                line("  look first: the same user fires %s", some(suggestion.otherRules()));
            }
            // Not indented, for whoever copies it.
            line("---");
            ExceptionWriter.write(suggestion.scope()).lines().forEach(yaml -> line("%s", yaml));
        }
        if (trial.sideEffects().size() + trial.unfit().size() + trial.bursts().size() > 0) {
            line("");
        }
        trial.sideEffects()
                .forEach((rule, alerts) -> line("  with them go %,d alerts of %s, which builds on them", alerts, rule));
        trial.unfit().forEach(rule -> line("  none for %s: a Sigma filter does not reach rules of its format", rule));
        trial.bursts().forEach(burst -> line("  none for %s", burst));
    }

    private void costs() {
        if (report.costs().isEmpty()) {
            return;
        }
        line("");
        line("Costs of %s on %,d requests", report.lastName(), report.sampled());
        line("  %7s %9s %8s  RULE", "SHARE", "MEDIAN", "REACHED");
        report.costs().stream()
                .limit(show)
                .forEach(cost -> line(
                        "  %6.1f%% %,6d ns %,8d  %s",
                        cost.share() * 100, cost.medianNanos(), cost.reached(), cost.rule()));
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.CompatConverter;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.TemporaryFolder;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.ingest.recording.EventReplay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anchorwatch backtest}: what rules would have found in history, and how two sets of them differ. */
@Command(
        name = "backtest",
        mixinStandardHelpOptions = true,
        description = {
            "Judges history by one rule set, or by two in one pass, and tells how noisy each rule is, what an exception"
                    + " would make quieter, and where the two sets differ.",
            "The same finding: the same cluster, rule id and event that the alert is anchored at; of correlations the same"
                    + " cluster, rule id and group, at overlapping times. It is changed when severity, title or count"
                    + " differ. A finding that is told again counts once, an episode of a correlation too.",
            "Exceptions are suggested for the last set, where one authenticated user's doings with one kind of object, in"
                    + " one namespace or in all, make --noisy alerts or more. Each is tried: the files are read again with"
                    + " all of them in force. None is made for requests without credentials, for users who act as others,"
                    + " for the controllers of kube-system, who do what anybody's objects tell them to, and of what came all at once:"
                    + " the middle half of the alerts must take a twentieth of the history.",
            "--costs times the condition of each rule on up to 2,000 requests, chosen evenly, that the index lets through to"
                    + " it, up to 100 a rule, alone and with cold bodies and facts, four times at a stretch, and takes the median; the share is"
                    + " median times requests reached, of the sum over all rules. These figures differ from run to run."
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:done, --fail-on-difference was given and the sets differ",
            "2:wrong command line",
            "3:a file is missing or can't be read"
        })
public final class BacktestCommand extends VerbCommand {

    /** How the report is printed. */
    enum Format {
        TABLE,
        JSON
    }

    @Option(
            names = {"--a", "--rules"},
            paramLabel = "PATH",
            description =
                    "The first rule set: a rule file or a folder of them, or 'shipped'; may be given several times."
                            + " Default: shipped.")
    private List<Path> a = new ArrayList<>();

    @Option(
            names = "--b",
            paramLabel = "PATH",
            description = "The second; may be given several times. Default: none, the first is looked at alone.")
    private List<Path> b = new ArrayList<>();

    @Option(
            names = "--pipeline",
            paramLabel = "FILE",
            description = "A Sigma processing pipeline for both sets; may be given several times.")
    private List<Path> pipelines = new ArrayList<>();

    @Option(
            names = "--compat",
            paramLabel = "falco",
            description = "Reproduces the known defects of that program, in both sets.",
            converter = CompatConverter.class)
    private List<String> compat = new ArrayList<>();

    @Mixin
    private HistoryOptions history = new HistoryOptions();

    @Option(
            names = "--noisy",
            paramLabel = "N",
            description = "From how many alerts on an exception is suggested; 0 for never. Default: ${DEFAULT-VALUE}.")
    private long noisy = 10;

    @Option(
            names = "--exceptions",
            paramLabel = "FILE",
            description = "Writes all suggested exceptions there, to be read, cut down and added to the rules.")
    private @Nullable Path exceptions;

    @Option(names = "--costs", description = "Tells what each rule costs.")
    private boolean costs;

    @Option(
            names = "--show",
            paramLabel = "N",
            description = "As many rules, and differences of each kind, are shown; all are counted. Default: 20.")
    private int show = 20;

    @Option(names = "--fail-on-difference", description = "Exit status 1 when the two sets differ.")
    private boolean failOnDifference;

    @Option(names = "-o", paramLabel = "table|json", description = "Output format. Default: table.")
    private Format output = Format.TABLE;

    @Override
    public Integer call() {
        if (failOnDifference && b.isEmpty()) {
            throw CliException.usage("--fail-on-difference needs two rule sets", "name the second with --b");
        }
        RulesOf first = RulesOf.load(a, pipelines, compat, err());
        @Nullable RulesOf second = b.isEmpty() ? null : RulesOf.load(b, pipelines, compat, err());
        Report report;
        try (TemporaryFolder folder = TemporaryFolder.create("anchorwatch-input")) {
            report = test(first, second, history.files(folder));
            if (exceptions != null) {
                List<Suggestion.Scope> scopes = report.trial().suggestions().stream()
                        .map(Suggestion::scope)
                        .toList();
                Files.writeString(exceptions, ExceptionWriter.write(scopes));
            }
        } catch (IOException unusable) {
            throw CliException.environment(
                    "a file can't be used: " + unusable.getMessage(), "check the path and its permissions");
        }
        out().print(output == Format.JSON ? ReportJson.write(report, show) : ReportTable.render(report, show));
        out().flush();
        return failOnDifference && report.differs() ? ExitCode.FINDINGS : ExitCode.OK;
    }

    private Report test(RulesOf first, @Nullable RulesOf second, List<Path> files) throws IOException {
        Comparison comparison = new Comparison(Math.max(0, show));
        RuleRun runA = new RuleRun(first.set(), alert -> comparison.told(Side.A, alert));
        @Nullable
        RuleRun runB = second == null ? null : new RuleRun(second.set(), alert -> comparison.told(Side.B, alert));
        CostSample sample = new CostSample();
        History read;
        try (EventReplay replay = history.open(files)) {
            read = History.read("backtest", replay, true, err(), event -> {
                runA.accept(event);
                if (runB != null) {
                    runB.accept(event);
                }
                if (costs) {
                    sample.add(event.event());
                }
            });
        }
        runA.finish();
        runA.failures().tell(err());
        if (runB != null) {
            runB.finish();
            runB.failures().tell(err());
        }
        comparison.finish();
        tell(read);
        Report.Tested testedA = new Report.Tested(first, runA.noise());
        Report.@Nullable Tested testedB =
                second == null || runB == null ? null : new Report.Tested(second, runB.noise());
        Report.Tested last = testedB == null ? testedA : testedB;
        Trial trial = noisy <= 0
                ? Trial.NONE
                : Trial.of(
                        new Suggester(noisy, read.hours()),
                        last.rules(),
                        last.noise(),
                        () -> history.open(files),
                        err());
        List<CostSample.Cost> timed = costs ? sample.of(last.rules().set()) : List.of();
        return new Report(read, testedA, testedB, comparison, trial, timed, sample.size());
    }

    private void tell(History read) {
        err().printf(
                        Locale.ROOT,
                        "%,d events, %,d of them late, %,d outside the time asked for, %,d lines not readable%n",
                        read.read().events(),
                        read.read().late(),
                        read.read().outOfRange(),
                        read.read().badLines());
        err().flush();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.posture;

import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.streamjobs.alert.Severity;
import io.anchorwatch.streamjobs.detection.posture.Posture;
import io.anchorwatch.streamjobs.detection.posture.PostureReport;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.time.InstantSource;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anchorwatch posture}: what is risky in a cluster now. */
@Command(
        name = "posture",
        mixinStandardHelpOptions = true,
        description = {
            "Tells what is risky in a cluster as it is, from a live API server, a recording of watches, or manifests: the"
                    + " rules for object changes held against every object, Pod Security of each namespace, who is as good as"
                    + " cluster-admin, and what is reached from outside. First what one command makes safer, then all"
                    + " findings by severity and reach. How it counts: stream-jobs/detection/POSTURE.md.",
            "Exit status 1 when there is a finding of the level of --fail-on or above."
        })
public final class PostureCommand extends VerbCommand {

    /** How the report is printed. */
    enum Format {
        TABLE,
        JSON,
        HTML
    }

    @Mixin
    private SourceOptions source = new SourceOptions();

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(names = "-o", paramLabel = "table|json|html", description = "Output format. Default: table.")
    private Format output = Format.TABLE;

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description = "From which level on findings give exit status 1: informational, low, medium, high or"
                    + " critical. Default: never.")
    private @Nullable Severity failOn;

    @Override
    public Integer call() throws InterruptedException {
        RuleSet set = rules.load(err());
        SourceOptions.Read read = source.read(InstantSource.system());
        PostureReport report = Posture.of(read.objects().state(), set);
        Told told = new Told(
                read.cluster(), read.time(), read.source(), read.objects().problems(), report);
        switch (output) {
            case TABLE -> out().print(new PostureTable(told, PostureTable.columns()).render());
            case JSON -> out().println(PostureJson.write(told));
            case HTML -> out().print(PostureHtml.render(told));
        }
        out().flush();
        told.problems().forEach(problem -> err().println("note: " + problem));
        report.failed()
                .forEach((rule, times) -> err().printf(
                                Locale.ROOT, "note: rule '%s' could not be evaluated for %,d objects%n", rule, times));
        boolean failed = failOn != null
                && report.findings().stream()
                        .anyMatch(finding -> finding.severity().compareTo(failOn) >= 0);
        return failed ? ExitCode.FINDINGS : ExitCode.OK;
    }
}

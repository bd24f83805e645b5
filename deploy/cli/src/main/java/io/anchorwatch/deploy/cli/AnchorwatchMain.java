// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

import io.anchorwatch.deploy.cli.audit.AuditCommand;
import io.anchorwatch.deploy.cli.backtest.BacktestCommand;
import io.anchorwatch.deploy.cli.bench.BenchCommand;
import io.anchorwatch.deploy.cli.demo.DemoCommand;
import io.anchorwatch.deploy.cli.posture.PostureCommand;
import io.anchorwatch.deploy.cli.record.RecordCommand;
import io.anchorwatch.deploy.cli.replay.ReplayCommand;
import io.anchorwatch.deploy.cli.rules.CoverageCommand;
import io.anchorwatch.deploy.cli.rules.RulesCommand;
import io.anchorwatch.deploy.cli.run.RunCommand;
import io.anchorwatch.deploy.cli.sinks.SinksCommand;
import io.anchorwatch.deploy.cli.size.SizeCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program. Standard output carries data, standard error progress and complaints. */
@Command(
        name = "anchorwatch",
        mixinStandardHelpOptions = true,
        version = "anchorwatch 0.1.0",
        synopsisSubcommandLabel = "VERB",
        description = "Watches what happens in a Kubernetes cluster, and tells who did what when it is risky.",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            RecordCommand.class,
            ReplayCommand.class,
            BacktestCommand.class,
            PostureCommand.class,
            RulesCommand.class,
            SinksCommand.class,
            CoverageCommand.class,
            AuditCommand.class,
            BenchCommand.class,
            SizeCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:done",
            "1:done, and found something wrong in what it was given",
            "2:wrong command line or configuration",
            "3:a file, port, server or permission is missing"
        })
public final class AnchorwatchMain {

    private AnchorwatchMain() {}

    public static void main(String[] args) {
        CommandLine commandLine = commandLine();
        // Asked here first, the verbs share these two; each would make its own otherwise, which nobody flushes.
        PrintWriter out = commandLine.getOut();
        PrintWriter err = commandLine.getErr();
        int exitCode = commandLine.execute(args);
        out.flush();
        err.flush();
        System.exit(exitCode);
    }

    /** The command line, ready to execute. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new AnchorwatchMain());
        commandLine.setCaseInsensitiveEnumValuesAllowed(true);
        commandLine.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof CliException told) {
                command.getErr().println("anchorwatch: " + told.getMessage());
                command.getErr().println("  next: " + told.nextStep());
                return told.exitCode();
            }
            throw failure;
        });
        return commandLine;
    }
}

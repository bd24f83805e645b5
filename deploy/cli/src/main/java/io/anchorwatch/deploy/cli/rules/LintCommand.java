// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.streamjobs.detection.rule.LogSource;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code anchorwatch rules lint}: what is wrong in rules, with a caret. */
@Command(
        name = "lint",
        mixinStandardHelpOptions = true,
        description = "Reports problems in rules as file:line:column with a caret. Exit status 1 when there are any.")
final class LintCommand extends VerbCommand {

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Override
    public Integer call() {
        RuleSet set = rules.read(RuleOptions.Mapping.K8S_AUDIT);
        set.problems().forEach(problem -> out().println(problem.render()));
        set.rules().stream()
                .filter(rule -> !rule.logSource().isServedBy(LogSource.KUBERNETES_AUDIT))
                .forEach(rule -> err().println(rule.file() + ": note: written for another log source; it rests here"));
        err().println(set.rules().size() + " rules usable, " + set.problems().size() + " problems");
        return set.problems().isEmpty() ? ExitCode.OK : ExitCode.FINDINGS;
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.streamjobs.detection.files.RuleTests;
import io.anchorwatch.streamjobs.detection.rule.Rule;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code anchorwatch rules test}: runs the cases beside the rules. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Runs each rule's tests.yaml. Exit status 1 when a case fails or a rule has none.")
final class TestCommand extends VerbCommand {

    @Mixin
    private RuleOptions rules = new RuleOptions();

    private int passed;
    private int failed;

    @Override
    public Integer call() {
        RuleSet set = rules.load(err());
        Set<String> tested = new HashSet<>();
        try {
            for (Path file : rules.folder().tests()) {
                for (RuleTests.Case each : RuleTests.read(file)) {
                    tested.add(each.rule());
                    run(each, set);
                }
            }
        } catch (IOException unreadable) {
            throw CliException.usage(String.valueOf(unreadable.getMessage()), "mend the test file");
        }
        for (Rule rule : set.rules()) {
            if (!tested.contains(rule.id())) {
                failed++;
                out().println("FAIL " + rule.id() + ": has no case in a tests.yaml beside it");
            }
        }
        out().println(set.rules().size() + " rules, " + passed + " cases passed, " + failed + " failed");
        return failed == 0 && !set.hasErrors() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private void run(RuleTests.Case each, RuleSet set) {
        String problem = each.run(set);
        if (problem.isEmpty()) {
            passed++;
        } else {
            failed++;
            out().println("FAIL " + each.rule() + ": " + each.name() + ": " + problem);
        }
    }
}

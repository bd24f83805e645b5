// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.streamjobs.detection.files.RuleBundle;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code anchorwatch rules bundle}: rules in one file, for a job that runs elsewhere. */
@Command(
        name = "bundle",
        mixinStandardHelpOptions = true,
        description = "Writes rules, with the lists they name, into one file for the Flink job's --bundle.")
final class BundleCommand extends VerbCommand {

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Option(names = "-o", required = true, paramLabel = "FILE", description = "The file to write.")
    private Path file = Path.of("");

    @Override
    public Integer call() {
        RuleBundle bundle = rules.bundle(RuleOptions.Mapping.K8S_AUDIT);
        RuleSet set = rules.usable(bundle, err());
        try {
            Files.write(file, bundle.encode());
        } catch (IOException refused) {
            throw CliException.environment(
                    "the bundle can't be written: " + refused.getMessage(), "check the folder and its permissions");
        }
        err().printf(
                        Locale.ROOT,
                        "%,d rules, %s%n",
                        set.rules().size() + set.correlations().size(),
                        set.digest());
        return ExitCode.OK;
    }
}

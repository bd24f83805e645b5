// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import picocli.CommandLine.Command;

/** {@code anchorwatch rules}. */
@Command(
        name = "rules",
        mixinStandardHelpOptions = true,
        description = "Works with detection rules.",
        subcommands = {
            MatchCommand.class,
            ListCommand.class,
            LintCommand.class,
            TestCommand.class,
            ExplainCommand.class,
            ImportCommand.class,
            BundleCommand.class,
            PublishCommand.class
        })
public final class RulesCommand {}

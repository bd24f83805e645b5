// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.audit;

import picocli.CommandLine.Command;

/** {@code anchorwatch audit policy}. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        description = "Works with audit policies.",
        subcommands = CheckCommand.class)
final class PolicyCommand {}

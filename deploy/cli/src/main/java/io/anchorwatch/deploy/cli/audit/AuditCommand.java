// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.audit;

import picocli.CommandLine.Command;

/** {@code anchorwatch audit}. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "VERB",
        description = "Looks at how clusters record what happens.",
        subcommands = PolicyCommand.class)
public final class AuditCommand {}

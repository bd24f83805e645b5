// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.rules;

import picocli.CommandLine.Command;

/** {@code anchorwatch rules import}. */
@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Shows what rules of other languages become here.",
        subcommands = {ImportFalcoCommand.class, ImportVapCommand.class})
final class ImportCommand {}

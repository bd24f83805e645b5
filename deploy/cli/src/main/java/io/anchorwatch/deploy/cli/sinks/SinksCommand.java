// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.sinks;

import picocli.CommandLine.Command;

/** {@code anchorwatch sinks}. */
@Command(
        name = "sinks",
        mixinStandardHelpOptions = true,
        description = "Works with the sinks of a configuration.",
        subcommands = {SinksListCommand.class, SinksTestCommand.class, DlqCommand.class})
public final class SinksCommand {}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.sinks;

import picocli.CommandLine.Command;

/** {@code anchorwatch sinks dlq}. */
@Command(
        name = "dlq",
        mixinStandardHelpOptions = true,
        description = "Works with dead letters: alerts that a sink rejected for good.",
        subcommands = {DlqListCommand.class, DlqReplayCommand.class})
final class DlqCommand {}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.run;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How the service logs. Counts only before the first line is logged. */
final class LogOptions {

    enum Format {
        PLAIN,
        JSON
    }

    enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG
    }

    @Option(
            names = "--log-format",
            paramLabel = "plain|json",
            defaultValue = "plain",
            description = "Lines for people, or one JSON object a line. Default: ${DEFAULT-VALUE}.")
    private Format format = Format.PLAIN;

    @Option(
            names = "--log-level",
            paramLabel = "error|warn|info|debug",
            description = "Least important messages of the program to log. Default: info, or $ANCHORWATCH_LOG.")
    private @Nullable Level level;

    void apply() {
        System.setProperty("anchorwatch.log.format", format == Format.JSON ? "json" : "plain");
        if (level != null) {
            System.setProperty("anchorwatch.log.level", level.name());
        }
        // A service runs unattended: what its libraries warn of belongs into its log.
        System.setProperty("anchorwatch.log.libraries", "WARN");
    }
}

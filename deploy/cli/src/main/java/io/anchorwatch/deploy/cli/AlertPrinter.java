// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

import io.anchorwatch.sinks.console.ConsoleConfig;
import io.anchorwatch.sinks.console.ConsoleSink;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Prints alerts on standard output: one JSON object a line, or the table of the console sink. */
public final class AlertPrinter {

    private AlertPrinter() {}

    /** Prints them in the order given. */
    public static void print(List<Alert> alerts, OutputFormat format, PrintWriter out) {
        if (format == OutputFormat.TABLE) {
            ConsoleConfig config = ConsoleConfig.detect("table", Terminal.isOutput(), System.getenv());
            try (ConsoleSink table = new ConsoleSink(config, out)) {
                table.deliver(alerts);
            }
        } else {
            AlertCodec codec = new AlertCodec();
            alerts.forEach(alert -> out.println(new String(codec.encode(alert), StandardCharsets.UTF_8)));
        }
        out.flush();
    }
}

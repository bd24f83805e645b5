// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

import io.anchorwatch.sinks.console.ConsoleConfig;
import io.anchorwatch.sinks.console.ConsoleSink;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertDecodeResult;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Prints alerts on standard output: one JSON object a line, or the table of the console sink. */
public final class AlertPrinter {

    private AlertPrinter() {}

    /** Takes alerts as JSON, in the order in which they are printed; what is printed is flushed by the caller. */
    public static Consumer<byte[]> to(OutputFormat format, PrintWriter out) {
        if (format != OutputFormat.TABLE) {
            return json -> out.println(new String(json, StandardCharsets.UTF_8));
        }
        AlertCodec codec = new AlertCodec();
        ConsoleSink table = new ConsoleSink(ConsoleConfig.detect("table", Terminal.isOutput(), System.getenv()), out);
        return json -> {
            if (codec.decode(json) instanceof AlertDecodeResult.Decoded decoded) {
                table.deliver(List.of(decoded.alert()));
            }
        };
    }
}

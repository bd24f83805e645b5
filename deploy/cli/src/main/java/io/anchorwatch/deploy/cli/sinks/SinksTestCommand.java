// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.sinks;

import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.deploy.service.ServiceConfig;
import io.anchorwatch.deploy.service.ServiceConfig.SinkRouteConfig;
import io.anchorwatch.deploy.service.SinkProbes;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Delivered;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Sink;
import io.anchorwatch.sinks.dispatch.Redelivery;
import io.anchorwatch.streamjobs.alert.Alert;
import java.time.InstantSource;
import java.util.SplittableRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anchorwatch sinks test}. */
@Command(
        name = "test",
        mixinStandardHelpOptions = true,
        description = "Sends one alert that says it is a test, past routes and mutes, and tells what the target said.",
        footer = "%nExits 1 when the alert was not delivered.")
final class SinksTestCommand extends VerbCommand {

    @Mixin
    private SinkOptions options = new SinkOptions();

    @Parameters(paramLabel = "NAME", description = "The sink's name.")
    private String name = "";

    @Option(names = "--tries", paramLabel = "N", description = "Most tries. Default: 1.")
    private int tries = 1;

    @Override
    public Integer call() throws InterruptedException {
        ServiceConfig config = options.read();
        SinkRouteConfig route = SinkOptions.named(config, name);
        Alert alert = TestAlert.at(InstantSource.system().instant());
        DeliveryResult result;
        try (Sink sink = route.sink().open(SinkProbes.surroundings(config, out()))) {
            result = new Redelivery(sink, new SplittableRandom(), Math.max(1, tries)).send(alert, "");
        }
        out().flush();
        if (result instanceof Delivered) {
            err().println("delivered: alert " + alert.id() + " to " + name);
            return ExitCode.OK;
        }
        err().println(reason(result));
        return ExitCode.FINDINGS;
    }

    private String reason(DeliveryResult result) {
        if (result instanceof Rejected rejected) {
            return "rejected: " + rejected.reason();
        }
        return "not delivered, the service would try again: " + ((Retry) result).reason();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.sinks;

import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.deploy.service.KafkaAccess;
import io.anchorwatch.deploy.service.ServiceConfig;
import io.anchorwatch.deploy.service.SinkProbes;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Delivered;
import io.anchorwatch.sinks.DeliveryResult.Rejected;
import io.anchorwatch.sinks.DeliveryResult.Retry;
import io.anchorwatch.sinks.Sink;
import io.anchorwatch.sinks.dispatch.DeadLetterBox;
import io.anchorwatch.sinks.dispatch.DeadLetterBox.Letter;
import io.anchorwatch.sinks.dispatch.Redelivery;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.alert.AlertDecodeResult.Decoded;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code anchorwatch sinks dlq replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = "Sends a sink's dead letters to it again, oldest first, past routes and mutes. What it takes is"
                + " marked and not listed again; what it does not take stays.",
        footer = "%nExits 1 when some were not delivered.")
final class DlqReplayCommand extends VerbCommand {

    @Mixin
    private SinkOptions options = new SinkOptions();

    @Parameters(paramLabel = "NAME", description = "The sink's name.")
    private String name = "";

    @Option(names = "--tries", paramLabel = "N", description = "Most tries of one alert. Default: 5.")
    private int tries = 5;

    @Option(names = "--dry-run", description = "Says what would be sent, and sends nothing.")
    private boolean dryRun;

    private int delivered;
    private int rejected;
    private int unreadable;

    @Override
    public Integer call() throws IOException, InterruptedException {
        ServiceConfig config = options.read();
        ServiceConfig.SinkRouteConfig route = SinkOptions.named(config, name);
        List<Letter> letters = new ArrayList<>();
        try (KafkaAccess kafka = KafkaAccess.open(config)) {
            DeadLetterBox box = new DeadLetterBox(kafka.settings(), AlertTopics.DEAD_LETTERS);
            box.open(name, letters::add);
            if (dryRun) {
                err().println(letters.size() + " dead letters would be sent to " + name);
                return ExitCode.OK;
            }
            try (Sink sink = route.sink().open(SinkProbes.surroundings(config, out()))) {
                send(letters, box, new Redelivery(sink, new SplittableRandom(), Math.max(1, tries)));
            }
        }
        int left = letters.size() - delivered - rejected - unreadable;
        err().println("dead letters " + letters.size() + " = " + delivered + " delivered + " + rejected
                + " rejected again + " + unreadable + " unreadable + " + left + " left");
        return delivered == letters.size() ? ExitCode.OK : ExitCode.FINDINGS;
    }

    private void send(List<Letter> letters, DeadLetterBox box, Redelivery redelivery) throws InterruptedException {
        for (Letter letter : letters) {
            if (!(new AlertCodec().decode(letter.raw()) instanceof Decoded good)) {
                unreadable++;
                continue;
            }
            DeliveryResult result = redelivery.send(good.alert(), letter.origin());
            if (result instanceof Delivered) {
                box.done(List.of(letter));
                delivered++;
            } else if (result instanceof Rejected again) {
                rejected++;
                err().println(letter.origin() + " is rejected again: " + again.reason());
            } else if (result instanceof Retry retry) {
                err().println("stopped at " + letter.origin() + ", the target does not take alerts now: "
                        + retry.reason());
                return;
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.demo;

import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.TemporaryFolder;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.deploy.cli.replay.EndOfInput;
import io.anchorwatch.deploy.cli.replay.JobOutput;
import io.anchorwatch.deploy.service.Service;
import io.anchorwatch.ingest.publish.EventPublisher;
import io.anchorwatch.ingest.publish.KafkaEventPublisher;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code anchorwatch demo}. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Sends a recorded incident through webhook, Kafka, Kafka Streams and sinks on this machine, and"
                + " shows the alerts as they fire.")
public final class DemoCommand extends VerbCommand {

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        RuleSet set = rules.load(err());
        Incident incident = Incident.load();
        try (TemporaryFolder folder = TemporaryFolder.create("anchorwatch-demo")) {
            DemoConfig demo = DemoConfig.in(folder.path());
            WatchedObjects objects = WatchedObjects.load(folder.path());
            err().println("starting an embedded Kafka broker, the audit webhook, the detection job and the sinks ...");
            try (Service service = Service.start(demo.config(), set, out())) {
                DemoCounts counts = new DemoCounts(service.registry());
                counts.await(DemoCounts::isReady, "the detection job did not start");
                err().printf(
                                Locale.ROOT,
                                "ready: http://127.0.0.1:%d/v1/audit/%s, %d rules; sending %d audit events and %d object"
                                        + " changes%n",
                                service.webhookPort().orElseThrow(),
                                DemoConfig.CLUSTER,
                                set.rules().size(),
                                incident.events(),
                                objects.total());
                try (EventPublisher publisher =
                        new KafkaEventPublisher(Map.of("bootstrap.servers", service.bootstrapServers()))) {
                    send(
                            incident,
                            objects,
                            publisher,
                            new Receiver(demo, service.webhookPort().orElseThrow()));
                }
                counts.await(now -> now.isDone(incident.events()), "the events did not come through");
                end(service.bootstrapServers());
                counts.await(now -> now.isDone(incident.events()), "the alerts did not come through");
                err().print(counts.summary(incident.events(), objects.total()));
            }
        }
        return ExitCode.OK;
    }

    /** Nothing follows: what waits for time to pass is told now. */
    private static void end(String bootstrap) {
        EndOfInput.mark(bootstrap);
        new JobOutput(bootstrap, DetectionJobConfig.APPLICATION_ID).awaitDrained();
    }

    private static void send(Incident incident, WatchedObjects objects, EventPublisher publisher, Receiver receiver)
            throws IOException, InterruptedException {
        for (List<String> batch : incident.batches()) {
            receiver.send(Incident.body(batch));
            objects.publishUntil(Incident.time(batch.get(batch.size() - 1)), publisher);
            // A little apart, so that one sees alerts come while events still arrive.
            TimeUnit.MILLISECONDS.sleep(100);
        }
        objects.publishUntil(Instant.MAX, publisher);
    }
}

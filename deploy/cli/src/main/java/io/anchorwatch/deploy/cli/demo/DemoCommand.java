// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.demo;

import io.anchorwatch.deploy.cli.CliException;
import io.anchorwatch.deploy.cli.ExitCode;
import io.anchorwatch.deploy.cli.RuleOptions;
import io.anchorwatch.deploy.cli.TemporaryFolder;
import io.anchorwatch.deploy.cli.VerbCommand;
import io.anchorwatch.deploy.cli.replay.EndOfInput;
import io.anchorwatch.deploy.cli.replay.JobOutput;
import io.anchorwatch.deploy.service.Service;
import io.anchorwatch.deploy.service.StandardSinks;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import io.anchorwatch.streamjobs.kafkastreams.DetectionJobConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
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

    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(20);

    @Mixin
    private RuleOptions rules = new RuleOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        RuleSet set = rules.load(err());
        Incident incident = Incident.load();
        try (TemporaryFolder folder = TemporaryFolder.create("anchorwatch-demo")) {
            DemoConfig demo = DemoConfig.in(folder.path());
            err().println("starting an embedded Kafka broker, the audit webhook, the detection job and the sinks ...");
            try (Service service = Service.start(demo.config(), set, new StandardSinks(out()))) {
                DemoCounts counts = new DemoCounts(service.registry());
                counts.await(DemoCounts::isReady, "the detection job did not start");
                err().printf(
                                Locale.ROOT,
                                "ready: http://127.0.0.1:%d/v1/audit/%s, %d rules; sending %d audit events%n",
                                service.webhookPort().orElseThrow(),
                                DemoConfig.CLUSTER,
                                set.rules().size(),
                                incident.events());
                send(incident, demo, service.webhookPort().orElseThrow());
                counts.await(now -> now.isDone(incident.events()), "the events did not come through");
                end(service.bootstrapServers());
                counts.await(now -> now.isDone(incident.events()), "the alerts did not come through");
                err().print(counts.summary(incident.events()));
            }
        }
        return ExitCode.OK;
    }

    /** Nothing follows: what waits for time to pass is told now. */
    private static void end(String bootstrap) {
        EndOfInput.mark(bootstrap);
        new JobOutput(bootstrap, DetectionJobConfig.APPLICATION_ID).awaitDrained();
    }

    private static void send(Incident incident, DemoConfig demo, int port) throws IOException, InterruptedException {
        HttpClient client = HttpClient.newHttpClient();
        URI uri = URI.create("http://127.0.0.1:" + port + "/v1/audit/" + DemoConfig.CLUSTER + "?timeout=30s");
        for (List<String> batch : incident.batches()) {
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .timeout(ANSWER_WITHIN)
                    .header("Authorization", "Bearer " + demo.token())
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(Incident.body(batch)))
                    .build();
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw CliException.environment(
                        "the receiver answered " + answer.statusCode() + ": " + answer.body(), "read the log above");
            }
            // A little apart, so that one sees alerts come while events still arrive.
            TimeUnit.MILLISECONDS.sleep(100);
        }
    }
}

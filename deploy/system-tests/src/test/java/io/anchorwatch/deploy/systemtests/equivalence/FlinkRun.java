// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import io.anchorwatch.deploy.cli.FlinkProcess;
import io.anchorwatch.deploy.cli.replay.JobOutput;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.files.RuleBundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The Flink job in a process of its own, as it is delivered.
 *
 * @param folder where its state, checkpoints and savepoints are
 */
record FlinkRun(Path folder, List<String> arguments) {

    private static final String GROUP = "anchorwatch-flink";

    static FlinkRun of(Broker broker, Path folder, RuleBundle rules, int parallelism, String... more)
            throws IOException {
        Files.createDirectories(folder);
        return of(broker, folder, Files.write(folder.resolve("rules"), rules.encode()), parallelism, more);
    }

    static FlinkRun of(Broker broker, Path folder, Path bundle, int parallelism, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--bootstrap",
                broker.bootstrap(),
                "--bundle",
                bundle.toString(),
                "--local",
                Integer.toString(parallelism),
                "--folder",
                folder.toString(),
                "--checkpoint-every",
                "PT0.1S"));
        arguments.addAll(List.of(more));
        return new FlinkRun(folder, arguments);
    }

    Process start() throws IOException {
        return FlinkProcess.find().start(arguments);
    }

    /** Runs a bounded job to its end. */
    void run() throws IOException, InterruptedException {
        end(start());
    }

    static void end(Process process) throws InterruptedException {
        try {
            if (!process.waitFor(2, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("the Flink job failed, see above: " + process);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    /** What is committed. */
    static List<Alert> alerts(Broker broker) {
        return new JobOutput(broker.bootstrap(), GROUP).alerts();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import io.anchorwatch.streamjobs.alert.Alert;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/**
 * The Flink job on topics of three partitions, in a process of its own.
 *
 * @param parallelism subtasks of each operator
 * @param killed whether it is killed ({@code kill -9}) when it has told something, and another goes on from the last
 *     checkpoint
 */
record FlinkJobEngine(int parallelism, boolean killed) implements Engine {

    private static final int PARTITIONS = 3;

    @Override
    public String name() {
        return "flink, parallelism " + parallelism + (killed ? ", killed and restored from a checkpoint" : "");
    }

    @Override
    public List<Alert> run(SeededCorpus corpus, Path folder) throws Exception {
        try (Broker broker = new Broker(folder, PARTITIONS)) {
            broker.publishItems(corpus.events());
            Path later =
                    Files.write(folder.resolve("later"), Rules.laterBundle().encode());
            FlinkRun job = FlinkRun.of(
                    broker,
                    folder.resolve("flink"),
                    Rules.seededBundle(),
                    parallelism,
                    "--bounded",
                    "--bundle-from",
                    Rules.LATER + "=" + later);
            if (killed) {
                // In small bites, or it would be done before it is killed.
                killOnceItTells(
                        broker,
                        job.with("--kafka", "fetch.max.bytes=8000", "--kafka", "max.partition.fetch.bytes=8000"));
                job.with("--restore-from", "latest").run();
            } else {
                job.run();
            }
            return FlinkRun.alerts(broker);
        }
    }

    private static void killOnceItTells(Broker broker, FlinkRun job) throws Exception {
        Process doomed = job.start();
        try {
            Awaitility.await()
                    .atMost(Duration.ofMinutes(2))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> !doomed.isAlive() || !FlinkRun.alerts(broker).isEmpty());
            if (!doomed.isAlive()) {
                throw new IllegalStateException(
                        "the job ended with " + doomed.exitValue() + " before it could be killed");
            }
        } finally {
            doomed.destroyForcibly();
        }
        doomed.waitFor();
    }
}

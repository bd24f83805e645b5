// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import io.anchorwatch.streamjobs.alert.Alert;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The Flink job on topics of three partitions, in a process of its own.
 *
 * @param parallelism subtasks of each operator
 */
record FlinkJobEngine(int parallelism) implements Engine {

    private static final int PARTITIONS = 3;

    @Override
    public String name() {
        return "flink, parallelism " + parallelism;
    }

    @Override
    public List<Alert> run(SeededCorpus corpus, Path folder) throws Exception {
        try (Broker broker = new Broker(folder, PARTITIONS)) {
            broker.publishItems(corpus.events());
            Path later =
                    Files.write(folder.resolve("later"), Rules.laterBundle().encode());
            FlinkRun.of(
                            broker,
                            folder.resolve("flink"),
                            Rules.seededBundle(),
                            parallelism,
                            "--bounded",
                            "--bundle-from",
                            Rules.LATER + "=" + later)
                    .run();
            return FlinkRun.alerts(broker);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.sinks.file.FileConfig;
import io.anchorwatch.sinks.file.FileSink;
import io.anchorwatch.sinks.route.Routing;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CountDownLatch;

/** A process that dispatches to a file until it is killed. Arguments: bootstrap servers, topic, file. */
final class KilledProcess {

    private KilledProcess() {}

    public static void main(String[] args) throws InterruptedException {
        DispatcherConfig config = DispatchBench.config(args[0], args[1], DispatcherKillTest.BATCH);
        FileSink sink = new FileSink(FileConfig.of("file", Path.of(args[2])), InstantSource.system());
        try (Dispatcher dispatcher = Dispatcher.start(
                config,
                List.of(new SinkRoute(sink, AlertMatcher.ALL)),
                Routing.everything(List.of("file")),
                new SimpleMeterRegistry(),
                InstantSource.system(),
                new SplittableRandom(1))) {
            dispatcher.health();
            new CountDownLatch(1).await();
        }
    }
}

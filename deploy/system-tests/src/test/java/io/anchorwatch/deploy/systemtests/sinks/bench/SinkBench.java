// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks.bench;

import io.anchorwatch.deploy.service.config.ConfigException;
import io.anchorwatch.deploy.service.config.ConfigReader;
import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.DeliveryResult;
import io.anchorwatch.sinks.DeliveryResult.Delivered;
import io.anchorwatch.sinks.SinkSurroundings;
import io.anchorwatch.sinks.TestAlerts;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a sink costs beside a plain client that writes the same bytes to the same server, in turns: medians of
 * {@code -Danchorwatch.rounds} (5) after one to warm up. Run by its name only: it measures and checks nothing.
 */
final class SinkBench {

    private static final Logger LOG = LoggerFactory.getLogger(SinkBench.class);
    private static final int ROUNDS = Integer.getInteger("anchorwatch.rounds", 5);

    @TempDir
    private Path folder;

    static Stream<BenchKind> kinds() {
        String only = System.getProperty("anchorwatch.sinks", "all");
        return Stream.of(BenchKind.values()).filter(kind -> only.equals("all") || only.contains(kind.name()));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void measures(BenchKind kind) throws Exception {
        List<Alert> alerts = TestAlerts.alerts("a", kind.alerts(), 211);
        try (BenchTarget target = kind.open(folder)) {
            target.record(true);
            write(target, alerts, kind.batch());
            target.record(false);
            List<Cost> sink = new ArrayList<>();
            List<Cost> bare = new ArrayList<>();
            for (int round = 0; round <= ROUNDS; round++) {
                target.empty();
                Cost ours = write(target, alerts, kind.batch());
                target.empty();
                Cost plain = Cost.of(target::writeBare);
                if (round > 0) {
                    sink.add(ours);
                    bare.add(plain);
                }
            }
            Cost ours = Cost.median(sink);
            Cost plain = Cost.median(bare);
            LOG.info(String.format(
                    "%-13s %,d alerts, %d a call: sink %,9d/s %4d us CPU an alert; bare %,9d/s %4d us; ratio %.2f",
                    kind,
                    alerts.size(),
                    kind.batch(),
                    ours.perSecond(alerts.size()),
                    ours.cpuMicros(alerts.size()),
                    plain.perSecond(alerts.size()),
                    plain.cpuMicros(alerts.size()),
                    (double) plain.nanos() / ours.nanos()));
        }
    }

    private Cost write(BenchTarget target, List<Alert> alerts, int batch) throws Exception {
        try (AlertSink sink = open(target)) {
            return Cost.of(() -> {
                for (int start = 0; start < alerts.size(); start += batch) {
                    deliver(sink, alerts.subList(start, Math.min(start + batch, alerts.size())));
                }
            });
        }
    }

    private static void deliver(AlertSink sink, List<Alert> batch) {
        for (DeliveryResult result : sink.deliver(batch)) {
            if (!(result instanceof Delivered)) {
                throw new IllegalStateException("not delivered: " + result);
            }
        }
    }

    private AlertSink open(BenchTarget target) throws IOException, ConfigException {
        StringBuilder yaml = new StringBuilder("""
                roles: [dispatch]
                data: data
                kafka: {bootstrap: "127.0.0.1:9"}
                sinks:
                  trial:
                """);
        target.settings().forEach(line -> yaml.append("    ").append(line).append('\n'));
        Path file = Files.writeString(folder.resolve("anchorwatch.yaml"), yaml);
        return (AlertSink) new ConfigReader(Map.of(), false)
                .read(file, ConfigReader.Overrides.NONE)
                .sinks()
                .get(0)
                .sink()
                .open(new SinkSurroundings(InstantSource.system(), new StringBuilder(), Map.of()));
    }
}

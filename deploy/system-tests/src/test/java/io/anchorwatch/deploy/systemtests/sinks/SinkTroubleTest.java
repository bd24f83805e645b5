// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.anchorwatch.deploy.broker.EmbeddedBroker;
import io.anchorwatch.deploy.systemtests.service.ChildJvm;
import io.anchorwatch.deploy.systemtests.sinks.WebhookTarget.Arrival;
import io.anchorwatch.streamjobs.alert.Alert;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One target never answers, one answers 500, and both come back: the others notice nothing, and those two then get all
 * of it, each finding in its order. {@code -Danchorwatch.trouble.seconds} sets how long.
 */
final class SinkTroubleTest {

    private static final Logger LOG = LoggerFactory.getLogger(SinkTroubleTest.class);
    private static final int SECONDS = Integer.getInteger("anchorwatch.trouble.seconds", 5);
    private static final int RATE = 40;
    private static final int FINDINGS = 23;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    private Path dir;

    @Test
    void sinksInTroubleHoldNobodyUpAndGetEverythingInOrderAfterwards() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.start(dir.resolve("broker"), 0);
                WebhookTarget well = new WebhookTarget();
                WebhookTarget hanging = new WebhookTarget();
                WebhookTarget broken = new WebhookTarget()) {
            FileTarget file = new FileTarget(dir.resolve("alerts.ndjson"));
            Map<String, SinkTarget> sinks = new LinkedHashMap<>();
            sinks.put("well", well);
            sinks.put("file", file);
            sinks.put("hanging", hanging);
            sinks.put("broken", broken);
            DispatchPlace place = DispatchPlace.make(dir, broker, sinks);
            try (ChildJvm process = place.start();
                    AlertStream stream = new AlertStream(place, RATE, FINDINGS)) {
                stream.run("warm-up", Math.min(SECONDS, 10));
                await().atMost(PATIENCE).until(() -> well.ids().size() == stream.sent());
                List<Alert> before = stream.run("before", SECONDS);
                await().atMost(PATIENCE).until(() -> well.ids().size() == stream.sent());
                Memory quiet = Memory.of(process.process());

                hanging.faults().hang(true);
                broken.faults().failing(500);
                List<Alert> during = stream.run("during", SECONDS);
                await().atMost(PATIENCE)
                        .until(() ->
                                well.ids().size() == stream.sent() && file.ids().size() == stream.sent());
                Memory troubled = Memory.of(process.process());
                int missed = stream.sent() - new HashSet<>(broken.ids()).size();

                hanging.faults().hang(false);
                broken.faults().failing(false);
                long back = System.nanoTime();
                await().atMost(PATIENCE).until(() -> distinct(broken) == stream.sent());
                long brokenMillis = (System.nanoTime() - back) / 1_000_000;
                await().atMost(PATIENCE).until(() -> distinct(hanging) == stream.sent());
                long hangingMillis = (System.nanoTime() - back) / 1_000_000;
                LOG.info(
                        "trouble for {} s at {} alerts/s: the sink that was well: {} before, {} during;"
                                + " memory {} before, {} during; {} alerts waited for the broken one, there {} ms"
                                + " after it was back, those of the hanging one {} ms",
                        SECONDS,
                        RATE,
                        stream.latency(well, before),
                        stream.latency(well, during),
                        quiet,
                        troubled,
                        missed,
                        brokenMillis,
                        hangingMillis);
                assertThat(missed).isPositive();
                for (WebhookTarget target : List.of(well, hanging, broken)) {
                    assertInOrder(stream.alerts(), target.arrivals());
                }
            }
        }
    }

    private static int distinct(WebhookTarget target) {
        return new HashSet<>(target.ids()).size();
    }

    /** The alerts of each finding came in their order, repeats aside. */
    private static void assertInOrder(List<Alert> sent, List<Arrival> arrivals) {
        Map<String, Integer> first = new HashMap<>();
        for (int i = 0; i < arrivals.size(); i++) {
            first.putIfAbsent(arrivals.get(i).id(), i);
        }
        Map<String, Integer> last = new HashMap<>();
        for (Alert alert : sent) {
            assertThat(first).containsKey(alert.id());
            int place = first.getOrDefault(alert.id(), -1);
            Integer earlier = last.put(alert.fingerprint(), place);
            assertThat(earlier == null ? -1 : earlier).isLessThan(place);
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.job.InMemoryJob;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What an engine made of events, as the text that is compared. */
final class Told {

    /** More than the clocks of the variations are apart. */
    static final Duration LATENESS = Duration.ofMinutes(31);

    private Told() {}

    /** The core in a plain loop: what the other engines have to agree with. */
    static String locally(RuleSet rules, List<? extends ClusterEvent> events) {
        List<Alert> alerts = new ArrayList<>();
        InMemoryJob job = new InMemoryJob(rules, new CorrelationSettings(LATENESS, false, 1, 0), alerts::add);
        for (ClusterEvent event : events) {
            if (event instanceof ObjectChange change) {
                job.accept(change);
            } else if (event instanceof WatchNotice notice) {
                job.accept(notice);
            } else {
                job.accept(event.cluster(), event.id().value(), event.json(), event.time());
            }
        }
        job.finish();
        return ndjson(alerts);
    }

    /** Alerts as NDJSON, in order of (time, id, revision, text). */
    static String ndjson(List<Alert> alerts) {
        AlertCodec codec = new AlertCodec();
        return alerts.stream()
                .map(alert -> new Line(alert, new String(codec.encode(alert), StandardCharsets.UTF_8)))
                .sorted(Comparator.comparing((Line line) -> line.alert().time())
                        .thenComparing(line -> line.alert().id())
                        .thenComparingInt(line -> line.alert().episode().revision())
                        .thenComparing(Line::text))
                .map(Line::text)
                .collect(Collectors.joining("\n"));
    }

    private record Line(Alert alert, String text) {}
}

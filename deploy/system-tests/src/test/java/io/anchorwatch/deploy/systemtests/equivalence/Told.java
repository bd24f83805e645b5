// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertCodec;
import io.anchorwatch.streamjobs.detection.engine.Detector;
import io.anchorwatch.streamjobs.detection.engine.InMemoryRequestLog;
import io.anchorwatch.streamjobs.detection.engine.Judgement;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What an engine made of events, as the text that is compared. */
final class Told {

    private Told() {}

    /** The core in a plain loop: what the other engines have to agree with. */
    static String locally(Detector detector, List<AuditEvent> events) {
        InMemoryRequestLog requests = new InMemoryRequestLog();
        List<Alert> alerts = new ArrayList<>();
        for (AuditEvent event : events) {
            if (detector.judge(event.cluster(), event.id().value(), event.json(), requests)
                    instanceof Judgement.Evaluated evaluated) {
                alerts.addAll(evaluated.alerts());
            }
        }
        return ndjson(alerts);
    }

    /** Alerts as NDJSON, in order of (time, id). */
    static String ndjson(List<Alert> alerts) {
        AlertCodec codec = new AlertCodec();
        return alerts.stream()
                .sorted(Comparator.comparing(Alert::time).thenComparing(Alert::id))
                .map(alert -> new String(codec.encode(alert), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }
}

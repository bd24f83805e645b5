// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.deploy.cli.RuleFailures;
import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.engine.Detector;
import io.anchorwatch.streamjobs.detection.engine.InMemoryRequestLog;
import io.anchorwatch.streamjobs.detection.engine.Judgement;
import io.anchorwatch.streamjobs.detection.engine.RequestLog;
import java.util.ArrayList;
import java.util.List;

/** The core in a plain loop. */
final class LocalEngine implements ReplayEngine {

    private final Detector detector;
    private final RequestLog requests = new InMemoryRequestLog();
    private final RuleFailures failures = new RuleFailures();
    private final List<Alert> alerts = new ArrayList<>();

    LocalEngine(Detector detector) {
        this.detector = detector;
    }

    @Override
    public void accept(AuditEvent event) {
        Judgement judgement = detector.judge(event.cluster(), event.id().value(), event.json(), requests);
        if (judgement instanceof Judgement.Evaluated evaluated) {
            alerts.addAll(evaluated.alerts());
            evaluated.failed().forEach(failures::add);
        } else if (judgement instanceof Judgement.Unreadable unreadable) {
            throw new IllegalStateException("an event that was read before is unreadable: " + unreadable.reason());
        }
    }

    @Override
    public List<Alert> finish() {
        return alerts;
    }

    @Override
    public RuleFailures failures() {
        return failures;
    }

    @Override
    public void close() {}
}

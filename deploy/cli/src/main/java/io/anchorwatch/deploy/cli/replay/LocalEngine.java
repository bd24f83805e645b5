// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.deploy.cli.RuleFailures;
import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.engine.Judgement;
import io.anchorwatch.streamjobs.detection.job.InMemoryJob;
import io.anchorwatch.streamjobs.detection.rule.RuleSet;
import java.util.ArrayList;
import java.util.List;

/** The core in a plain loop. */
final class LocalEngine implements ReplayEngine {

    private final RuleFailures failures = new RuleFailures();
    private final List<Alert> alerts = new ArrayList<>();
    private final InMemoryJob job;

    LocalEngine(RuleSet rules) {
        job = new InMemoryJob(rules, CorrelationSettings.settledInOnePlace(), alerts::add);
    }

    @Override
    public void accept(ReplayItem.Event item) {
        ClusterEvent event = item.event();
        if (event instanceof AuditEvent audit) {
            accept(audit, item);
        } else if (event instanceof ObjectChange change && item.late()) {
            job.acceptLate(change, item.clock());
        } else if (event instanceof ObjectChange change) {
            job.accept(change);
        } else if (event instanceof WatchNotice notice) {
            job.accept(notice);
        }
    }

    private void accept(AuditEvent event, ReplayItem.Event item) {
        String id = event.id().value();
        Judgement judgement = item.late()
                ? job.acceptLate(event.cluster(), id, event.json(), event.time(), item.clock())
                : job.accept(event.cluster(), id, event.json(), event.time());
        if (judgement instanceof Judgement.Evaluated evaluated) {
            evaluated.failed().forEach(failures::add);
        } else if (judgement instanceof Judgement.Unreadable unreadable) {
            throw new IllegalStateException("an event that was read before is unreadable: " + unreadable.reason());
        }
    }

    @Override
    public List<Alert> finish() {
        job.finish();
        job.failed().forEach(failures::add);
        return alerts;
    }

    @Override
    public RuleFailures failures() {
        return failures;
    }

    @Override
    public void close() {}
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.deploy.cli.RuleFailures;
import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.engine.Judgement;
import io.anchorwatch.streamjobs.detection.job.InMemoryJob;
import io.anchorwatch.streamjobs.detection.rule.RuleTimeline;
import java.util.function.Consumer;

/** The core in a plain loop. */
final class LocalEngine implements ReplayEngine {

    private final RuleFailures failures = new RuleFailures();
    private final InMemoryJob job;

    LocalEngine(RuleTimeline rules, Consumer<Alert> alerts) {
        job = new InMemoryJob(rules, CorrelationSettings.settledInOnePlace(), alerts);
    }

    @Override
    public void accept(ClusterEvent event) {
        if (event instanceof AuditEvent audit) {
            accept(audit);
        } else if (event instanceof ObjectChange change) {
            job.accept(change);
        } else if (event instanceof WatchNotice notice) {
            job.accept(notice);
        }
    }

    private void accept(AuditEvent event) {
        Judgement judgement = job.accept(event.cluster(), event.id().value(), event.json(), event.time());
        if (judgement instanceof Judgement.Evaluated evaluated) {
            evaluated.failed().forEach(failures::add);
        } else if (judgement instanceof Judgement.Unreadable unreadable) {
            throw new IllegalStateException("an event that was read before is unreadable: " + unreadable.reason());
        }
    }

    @Override
    public void finish() {
        job.finish();
        job.failed().forEach(failures::add);
    }

    @Override
    public RuleFailures failures() {
        return failures;
    }

    @Override
    public void close() {}
}

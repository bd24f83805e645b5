// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

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
import java.util.function.Predicate;

/** One rule set on its way through history, as {@code replay} runs it. */
final class RuleRun {

    private final RuleFailures failures = new RuleFailures();
    private final Noise noise = new Noise();
    private final InMemoryJob job;

    /** {@code firstTold} hears every telling, and says whether the finding is new. */
    RuleRun(RuleSet rules, Predicate<Alert> firstTold) {
        job = new InMemoryJob(rules, CorrelationSettings.settledInOnePlace(), alert -> {
            if (firstTold.test(alert)) {
                noise.add(alert);
            }
        });
    }

    void accept(ReplayItem.Event item) {
        ClusterEvent event = item.event();
        if (event instanceof AuditEvent audit) {
            if (judge(audit, item) instanceof Judgement.Evaluated evaluated) {
                evaluated.failed().forEach(failures::add);
            }
        } else if (event instanceof ObjectChange change && item.late()) {
            job.acceptLate(change, item.clock());
        } else if (event instanceof ObjectChange change) {
            job.accept(change);
        } else if (event instanceof WatchNotice notice) {
            job.accept(notice);
        }
    }

    private Judgement judge(AuditEvent audit, ReplayItem.Event item) {
        String id = audit.id().value();
        return item.late()
                ? job.acceptLate(audit.cluster(), id, audit.json(), audit.time(), item.clock())
                : job.accept(audit.cluster(), id, audit.json(), audit.time());
    }

    void finish() {
        job.finish();
        job.failed().forEach(failures::add);
    }

    Noise noise() {
        return noise;
    }

    RuleFailures failures() {
        return failures;
    }
}

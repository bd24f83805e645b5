// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.systemtests.equivalence;

import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.job.InMemoryJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The core in a plain loop: what all others have to agree with. */
final class PlainLoop implements Engine {

    @Override
    public String name() {
        return "local";
    }

    @Override
    public List<Alert> run(SeededCorpus corpus, Path folder) {
        return tell(corpus).alerts();
    }

    /** What it told, and how many hits it kept aside. */
    record Told(List<Alert> alerts, long tooLate) {}

    static Told tell(SeededCorpus corpus) {
        List<Alert> alerts = new ArrayList<>();
        InMemoryJob job = new InMemoryJob(Rules.seeded(), CorrelationSettings.settledInOnePlace(), alerts::add);
        corpus.events().forEach(item -> accept(job, item));
        job.finish();
        return new Told(alerts, job.tooLate());
    }

    private static void accept(InMemoryJob job, ReplayItem.Event item) {
        ClusterEvent event = item.event();
        if (event instanceof ObjectChange change && item.late()) {
            job.acceptLate(change, item.clock());
        } else if (event instanceof ObjectChange change) {
            job.accept(change);
        } else if (event instanceof WatchNotice notice) {
            job.accept(notice);
        } else if (event instanceof AuditEvent audit && item.late()) {
            job.acceptLate(audit.cluster(), audit.id().value(), audit.json(), audit.time(), item.clock());
        } else {
            job.accept(event.cluster(), event.id().value(), event.json(), event.time());
        }
    }
}

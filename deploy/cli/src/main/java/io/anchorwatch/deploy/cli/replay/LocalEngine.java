// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.deploy.cli.RuleFailures;
import io.anchorwatch.ingest.event.AuditEvent;
import io.anchorwatch.ingest.event.ClusterEvent;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.ingest.recording.Workers;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.correlation.CorrelationSettings;
import io.anchorwatch.streamjobs.detection.engine.Case;
import io.anchorwatch.streamjobs.detection.engine.Judgement;
import io.anchorwatch.streamjobs.detection.engine.Scratch;
import io.anchorwatch.streamjobs.detection.job.InMemoryJob;
import io.anchorwatch.streamjobs.detection.rule.RuleTimeline;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The core without any engine around it. Workers find out what each event means alone, batch by batch; what it means after
 * those before it, this thread finds out in their order.
 */
final class LocalEngine implements ReplayEngine {

    /** The file of requests, which no other process can use. */
    static final String REQUESTS = "requests";

    private static final int BATCH = 256;
    private static final int BATCH_BYTES = 1 << 20;

    private final RuleFailures failures = new RuleFailures();
    private final DiskRequestLog requests;
    private final InMemoryJob job;
    private final Workers workers;
    private final int most;
    private final ConcurrentLinkedQueue<Scratch> scratches = new ConcurrentLinkedQueue<>();
    private final ArrayDeque<Workers.Work<List<Opened>>> judging = new ArrayDeque<>();
    private List<ReplayItem.Event> batch = new ArrayList<>(BATCH);
    private int batchBytes;

    /** An event, with what it means alone if it is an audit event. */
    private record Opened(ReplayItem.Event item, @Nullable Case opened) {}

    /** Keeps in {@code folder} what is too much for memory. */
    LocalEngine(RuleTimeline rules, Workers workers, Path folder, Consumer<Alert> alerts) {
        this.workers = workers;
        this.most = workers.threads() == 1 ? 0 : 2 * workers.threads() + 2;
        this.requests = new DiskRequestLog(folder.resolve(REQUESTS));
        this.job = new InMemoryJob(rules, CorrelationSettings.settledInOnePlace(), alerts, requests);
    }

    /** Goes on where another engine was when it {@linkplain #write wrote}. */
    LocalEngine(RuleTimeline rules, Workers workers, Path folder, Consumer<Alert> alerts, DataInputStream in)
            throws IOException {
        this.workers = workers;
        this.most = workers.threads() == 1 ? 0 : 2 * workers.threads() + 2;
        this.requests = new DiskRequestLog(folder.resolve(REQUESTS));
        requests.read(in);
        this.job = InMemoryJob.resume(rules, CorrelationSettings.settledInOnePlace(), alerts, requests, in);
        failures.read(in);
    }

    @Override
    public void write(DataOutputStream out) throws IOException {
        settleAll();
        requests.write(out);
        job.write(out);
        failures.write(out);
    }

    @Override
    public void accept(ReplayItem.Event item) {
        batch.add(item);
        batchBytes += item.event().json().length;
        if (batch.size() == BATCH || batchBytes > BATCH_BYTES) {
            begin();
            settle(most);
        }
    }

    private void begin() {
        List<ReplayItem.Event> events = batch;
        judging.add(workers.start(() -> open(events)));
        batch = new ArrayList<>(BATCH);
        batchBytes = 0;
    }

    private List<Opened> open(List<ReplayItem.Event> events) {
        @Nullable Scratch known = scratches.poll();
        Scratch scratch = known == null ? new Scratch() : known;
        List<Opened> opened = new ArrayList<>(events.size());
        for (ReplayItem.Event item : events) {
            opened.add(new Opened(
                    item,
                    item.event() instanceof AuditEvent audit
                            ? job.open(audit.cluster(), audit.id().value(), audit.json(), scratch)
                            : null));
        }
        scratches.add(scratch);
        return opened;
    }

    /** Until no more than that many batches are open. */
    private void settle(int left) {
        while (judging.size() > left) {
            try {
                judging.remove().get().forEach(this::take);
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }

    private void settleAll() {
        begin();
        settle(0);
    }

    private void take(Opened next) {
        ReplayItem.Event item = next.item();
        ClusterEvent event = item.event();
        if (next.opened() != null && item.late()) {
            tell(job.acceptLate(event.cluster(), event.time(), item.clock(), next.opened()));
        } else if (next.opened() != null) {
            tell(job.accept(event.cluster(), event.time(), next.opened()));
        } else if (event instanceof ObjectChange change && item.late()) {
            job.acceptLate(change, item.clock());
        } else if (event instanceof ObjectChange change) {
            job.accept(change);
        } else if (event instanceof WatchNotice notice) {
            job.accept(notice);
        }
    }

    private void tell(Judgement judgement) {
        if (judgement instanceof Judgement.Evaluated evaluated) {
            evaluated.failed().forEach(failures::add);
        } else if (judgement instanceof Judgement.Unreadable unreadable) {
            throw new IllegalStateException("an event that was read before is unreadable: " + unreadable.reason());
        }
    }

    @Override
    public void finish() {
        settleAll();
        job.finish();
        job.failed().forEach(failures::add);
    }

    @Override
    public RuleFailures failures() {
        return failures;
    }

    @Override
    public void close() {
        requests.close();
    }
}

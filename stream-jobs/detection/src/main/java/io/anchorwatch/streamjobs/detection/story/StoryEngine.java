// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.streamjobs.detection.correlation.SortedStore;
import io.anchorwatch.streamjobs.detection.drift.Attribution;
import io.anchorwatch.streamjobs.detection.drift.Write;
import io.anchorwatch.streamjobs.detection.rule.RuleTimeline;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Joins object changes with the requests that made them and judges each change once. Has all changes and requests of a
 * cluster's namespace, in any order between the two; of one object, changes come in theirs.
 *
 * <p>A change whose maker a response shows is judged as soon as both are here. Any other waits until every source has
 * passed its time by the patience of the settings, and so does one that a controller owns: then what is told depends on the
 * events alone and not on which came first. Not thread-safe.
 */
public final class StoryEngine {

    /** First bytes of the keys that are read by range; a store need keep no others in order. */
    public static final String RANGED = StoryKeys.RANGED;

    private static final int SETTLED_AT_ONCE = 10_000;

    private final SortedStore store;
    private final StorySettings settings;
    private final StoryOutput output;
    private final ObjectState objects;
    private final WriteLog writes;
    private final Progress progress;
    private final NavigableMap<Long, Settler> settlers = new TreeMap<>();
    private final Frontier open = new Frontier();

    /** Takes linked rule sets; goes on with what the store holds. */
    public StoryEngine(RuleTimeline rules, SortedStore store, StorySettings settings, StoryOutput output) {
        this.store = store;
        this.settings = settings;
        this.output = output;
        Owners owners = new Owners(store, settings);
        this.objects = new ObjectState(store, rules, owners);
        this.writes = new WriteLog(store);
        this.progress = new Progress(store, settings.sources());
        rules.sets().forEach((fromMs, set) -> settlers.put(fromMs, new Settler(set, owners, writes, settings, output)));
    }

    /** Takes in a request that wrote something. */
    public void write(Write write) {
        progress.meet(write.cluster());
        progress.alive(write.cluster(), write.timeMicros());
        writes.add(write);
        if (settings.eager() && !write.uid().isEmpty()) {
            settleAwaited(StoryKeys.awaited(write));
        }
    }

    private void settleAwaited(byte[] awaited) {
        byte @Nullable [] key = store.get(awaited);
        byte @Nullable [] bytes = key == null ? null : store.get(key);
        if (key != null && bytes != null) {
            Pending pending = Pending.decode(bytes);
            long due = StoryKeys.dueOf(key);
            Settler settler = settlerAt(pending.change().time());
            @Nullable Write made = settler.made(pending.change(), due);
            if (made != null && !isOwned(pending)) {
                remove(key, pending);
                settler.settledUpTo(horizon(pending.change().cluster()));
                settler.exact(pending, due, made);
                output.judged(Attribution.EXACT, 0);
            }
        }
    }

    /** Takes in a change. */
    public void change(ObjectChange change) {
        change(change, Attributor.micros(change.time()), settings.eager());
    }

    /**
     * Takes in a recorded change that came late: after others that are later, up to how far the reader had come. It is
     * judged in its turn from there, with what is known then; that every engine knows alike.
     */
    public void lateChange(ObjectChange change, long clockMicros) {
        change(change, Math.max(clockMicros, Attributor.micros(change.time())), false);
    }

    private void change(ObjectChange change, long due, boolean eager) {
        progress.meet(change.cluster());
        ObjectState.Step step = objects.accept(change, due);
        if (step.unjudged() != null) {
            output.unjudged(step.unjudged());
        }
        @Nullable Pending pending = step.pending();
        if (pending == null) {
            return;
        }
        byte[] key = StoryKeys.pending(change, due);
        store.put(key, pending.encode());
        open.include(change.cluster(), due);
        store.put(StoryKeys.awaited(change), key);
        if (eager && change.type() != ObjectChange.Type.DELETED) {
            settleAwaited(StoryKeys.awaited(change));
        }
        if (horizon(change.cluster()) >= due) {
            settle(change.cluster());
        }
    }

    private Settler settlerAt(Instant time) {
        return settlers.floorEntry(time.toEpochMilli()).getValue();
    }

    /** Takes in what a watcher says of itself. */
    public void notice(WatchNotice notice) {
        settlerAt(notice.time()).notice(notice);
    }

    /** Who applied the owner must be known first. */
    private static boolean isOwned(Pending pending) {
        JsonNode object = pending.change().type() == ObjectChange.Type.DELETED ? pending.old() : pending.now();
        return Owners.controller(object).isObject();
    }

    /** A source has come to a time with a cluster, or, when that is empty, with all it has not met. */
    public void progress(int source, String cluster, long timeMicros) {
        progress.advance(source, cluster, timeMicros);
        if (cluster.isEmpty()) {
            progress.clusters().forEach(this::settle);
        } else {
            settle(cluster);
        }
    }

    /** An audit event of that cluster and time was seen: the audit stream was alive then. */
    public void alive(String cluster, long timeMicros) {
        progress.alive(cluster, timeMicros);
    }

    /** Says that nothing more comes. */
    public void end() {
        for (int source = 0; source < settings.sources(); source++) {
            progress.advance(source, "", Long.MAX_VALUE);
            for (String cluster : progress.clusters()) {
                progress.advance(source, cluster, Long.MAX_VALUE);
            }
        }
        progress.clusters().forEach(this::settle);
    }

    /** More of the time that is reached may come: what waits for it is not due yet. */
    private long horizon(String cluster) {
        long reached = progress.of(cluster);
        return reached == Long.MAX_VALUE || reached == Progress.NOTHING
                ? reached
                : reached - StorySettings.micros(settings.patience()) - 1;
    }

    private void settle(String cluster) {
        long horizon = horizon(cluster);
        if (horizon == Progress.NOTHING) {
            return;
        }
        byte[] from = StoryKeys.pendingFrom(open.digest(cluster), open.of(cluster));
        byte[] to = StoryKeys.pendingFrom(open.digest(cluster), horizon == Long.MAX_VALUE ? horizon : horizon + 1);
        boolean more = true;
        settlers.values().forEach(settler -> settler.settledUpTo(horizon));
        while (more) {
            List<SortedStore.Item> waiting = store.range(from, to, SETTLED_AT_ONCE);
            for (SortedStore.Item item : waiting) {
                Pending pending = Pending.decode(item.value());
                remove(item.key(), pending);
                long due = StoryKeys.dueOf(item.key());
                long waited = horizon == Long.MAX_VALUE ? 0 : horizon + StorySettings.micros(settings.patience()) - due;
                Settler settler = settlerAt(pending.change().time());
                output.judged(settler.settle(pending, due, isAlive(pending.change())), waited);
            }
            more = waiting.size() == SETTLED_AT_ONCE;
        }
        open.advance(cluster, horizon);
        if (horizon != Long.MAX_VALUE) {
            writes.prune(cluster, horizon - StorySettings.micros(StorySettings.MEMORY));
        }
    }

    /** Whether audit events came later. To the millisecond: so far a source's time is carried everywhere. */
    private boolean isAlive(ObjectChange change) {
        long latest = progress.alive(change.cluster());
        return Math.floorDiv(latest, 1_000L) >= change.time().toEpochMilli();
    }

    private void remove(byte[] key, Pending pending) {
        store.delete(key);
        store.delete(StoryKeys.awaited(pending.change()));
    }
}

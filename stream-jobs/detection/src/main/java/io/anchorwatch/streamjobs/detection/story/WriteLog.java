// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.story;

import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.streamjobs.detection.correlation.SortedStore;
import io.anchorwatch.streamjobs.detection.drift.Write;
import io.anchorwatch.streamjobs.detection.drift.WriteCodec;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The requests of the last minutes that wrote something. */
final class WriteLog {

    private static final byte[] YES = {1};
    private static final int PRUNED_AT_ONCE = 1_000;

    private final SortedStore store;
    private final Frontier unpruned = new Frontier();

    WriteLog(SortedStore store) {
        this.store = store;
    }

    void add(Write write) {
        byte[] key = StoryKeys.write(write);
        store.put(key, WriteCodec.encode(write));
        store.put(StoryKeys.expiry(write), key);
        unpruned.include(write.cluster(), write.timeMicros());
        if (!write.uid().isEmpty() && !write.resourceVersion().isEmpty()) {
            store.put(StoryKeys.made(write), key);
        }
        if (!write.uid().isEmpty() && write.isDelete()) {
            store.put(StoryKeys.madeGone(write), key);
        }
        if (!write.target().name().isEmpty() || !write.uid().isEmpty()) {
            audited(write);
        }
    }

    private void audited(Write write) {
        byte[] key = StoryKeys.audited(
                write.cluster(),
                write.target().namespace(),
                write.target().groupResource(),
                write.subresource().equals("status") ? "status" : "");
        byte @Nullable [] known = store.get(key);
        if (known == null || StoryKeys.timeOf(known) > write.timeMicros()) {
            store.put(key, StoryKeys.time(write.timeMicros()));
        }
    }

    /** Whether writes of that sort were audited before a time: only then is a change without one odd. */
    boolean isAudited(ObjectChange change, boolean statusOnly, long timeMicros) {
        byte @Nullable [] since = store.get(StoryKeys.audited(
                change.cluster(),
                change.object().namespace(),
                change.object().groupResource(),
                statusOnly ? "status" : ""));
        return since != null && StoryKeys.timeOf(since) < timeMicros;
    }

    /**
     * The request whose response shows what the change made, or null; from one time to another, both included. Several
     * may show one version, since one that changes nothing is answered with the last, and several may delete one object:
     * who asked first has done it, the rest is how it was carried out.
     */
    @Nullable
    Write made(ObjectChange change, long fromMicros, long toMicros) {
        if (change.uid().isEmpty() || fromMicros > toMicros) {
            return null;
        }
        byte[] from = StoryKeys.madeFrom(change, fromMicros);
        byte[] to = StoryKeys.madeFrom(change, toMicros == Long.MAX_VALUE ? toMicros : toMicros + 1);
        List<SortedStore.Item> first = store.range(from, to, 1);
        return first.isEmpty() ? null : at(first.get(0).value());
    }

    private @Nullable Write at(byte @Nullable [] key) {
        byte @Nullable [] bytes = key == null ? null : store.get(key);
        return bytes == null ? null : WriteCodec.decode(bytes);
    }

    /** The requests on objects of that resource and namespace from one time to another, in the order of time. */
    List<Write> between(ObjectChange change, long fromMicros, long toMicros) {
        if (fromMicros > toMicros) {
            return List.of();
        }
        List<Write> writes = new ArrayList<>();
        byte[] from = StoryKeys.writesFrom(change, fromMicros);
        byte[] to = StoryKeys.writesFrom(change, toMicros == Long.MAX_VALUE ? toMicros : toMicros + 1);
        for (SortedStore.Item item : store.range(from, to, Integer.MAX_VALUE)) {
            writes.add(WriteCodec.decode(item.value()));
        }
        return writes;
    }

    /** Notes that a request is the one that made a change, so that it explains no other. A delete may show twice. */
    void claim(Write write) {
        if (!write.isDelete()) {
            store.put(StoryKeys.claim(write), YES);
        }
    }

    boolean isClaimed(Write write) {
        return store.get(StoryKeys.claim(write)) != null;
    }

    /** Forgets what is older than a time. */
    void prune(String cluster, long beforeMicros) {
        if (beforeMicros <= unpruned.of(cluster)) {
            return;
        }
        byte[] from = StoryKeys.expiryFrom(unpruned.digest(cluster), unpruned.of(cluster));
        byte[] to = StoryKeys.expiryFrom(unpruned.digest(cluster), beforeMicros);
        List<SortedStore.Item> due = store.range(from, to, PRUNED_AT_ONCE);
        for (SortedStore.Item item : due) {
            @Nullable Write write = StoryKeys.isLineage(item.value()) ? null : at(item.value());
            if (write != null) {
                if (!write.uid().isEmpty()) {
                    store.delete(StoryKeys.made(write));
                    store.delete(StoryKeys.madeGone(write));
                }
                store.delete(StoryKeys.claim(write));
            }
            store.delete(item.value());
            store.delete(item.key());
        }
        if (due.size() < PRUNED_AT_ONCE) {
            unpruned.advance(cluster, beforeMicros);
        }
    }
}

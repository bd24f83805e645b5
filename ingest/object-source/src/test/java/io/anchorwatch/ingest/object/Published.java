// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.ingest.object;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.anchorwatch.ingest.event.EventLimits;
import io.anchorwatch.ingest.event.EventRecord;
import io.anchorwatch.ingest.event.EventTopics;
import io.anchorwatch.ingest.event.ObjectChange;
import io.anchorwatch.ingest.event.ObjectChangeCodec;
import io.anchorwatch.ingest.event.ObjectResult;
import io.anchorwatch.ingest.event.WatchNotice;
import io.anchorwatch.ingest.event.WatchNoticeCodec;
import io.anchorwatch.ingest.publish.EventPublisher;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** Keeps what is published, and fails when told to: then a part of the batch may have been written. */
final class Published implements EventPublisher {

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final ObjectChangeCodec CODEC = new ObjectChangeCodec(EventLimits.DEFAULT);

    private final List<EventRecord> records = new ArrayList<>();
    private final BooleanSupplier fails;

    Published(BooleanSupplier fails) {
        this.fails = fails;
    }

    @Override
    public synchronized CompletableFuture<Void> publish(List<EventRecord> batch) {
        if (fails.getAsBoolean()) {
            records.addAll(batch.subList(0, batch.size() / 2));
            return CompletableFuture.failedFuture(new IOException("as asked"));
        }
        records.addAll(batch);
        return CompletableFuture.completedFuture(null);
    }

    List<ObjectChange> changes() {
        return changes("c1");
    }

    synchronized List<ObjectChange> changes(String cluster) {
        List<ObjectChange> changes = new ArrayList<>();
        for (EventRecord each : of(cluster)) {
            if (each.headers().getOrDefault(EventTopics.CE_TYPE, "").equals(EventTopics.OBJECT_TYPE)) {
                changes.add(((ObjectResult.Decoded) CODEC.decode(cluster, each.value())).change());
            }
        }
        return changes;
    }

    List<WatchNotice.Kind> notices() {
        return notices("c1");
    }

    synchronized List<WatchNotice.Kind> notices(String cluster) {
        List<WatchNotice.Kind> kinds = new ArrayList<>();
        for (EventRecord each : of(cluster)) {
            WatchNoticeCodec.decode(cluster, each.value()).ifPresent(notice -> kinds.add(notice.kind()));
        }
        return kinds;
    }

    private List<EventRecord> of(String cluster) {
        return records.stream()
                .filter(each ->
                        each.headers().getOrDefault(EventTopics.CE_SOURCE, "").equals(cluster))
                .toList();
    }

    /** From after which version up to which one only the net change was told: before the baseline, and in gaps. */
    synchronized List<int[]> gaps() {
        List<int[]> gaps = new ArrayList<>();
        for (EventRecord each : records) {
            var notice = WatchNoticeCodec.decode("c1", each.value());
            boolean gap = notice.isPresent()
                    && (notice.get().kind() == WatchNotice.Kind.GAP
                            || notice.get().kind() == WatchNotice.Kind.BASELINE);
            if (gap) {
                gaps.add(new int[] {version(each, "fromResourceVersion"), version(each, "toResourceVersion")});
            }
        }
        return gaps;
    }

    private static int version(EventRecord each, String field) {
        try {
            return MAPPER.readTree(each.value()).path(field).asInt();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    synchronized long deadLetters() {
        return records.stream()
                .filter(each -> each.topic().equals(EventTopics.DEAD_LETTERS))
                .count();
    }

    /** What a reader of all changes thinks there is: name to uid/version. */
    Map<String, String> net() {
        Map<String, String> net = new TreeMap<>();
        for (ObjectChange change : changes()) {
            if (change.type() == ObjectChange.Type.DELETED) {
                net.remove(change.object().name());
            } else {
                net.put(change.object().name(), change.uid() + "/" + change.resourceVersion());
            }
        }
        return net;
    }

    @Override
    public void close() {}
}

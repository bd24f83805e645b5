// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.streamjobs.alert.Alert;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One record of a batch on its way to a final state. Guarded by its {@link Batch}, but for what is final. */
final class Item {

    private final ConsumerRecord<byte[], byte[]> source;
    private final @Nullable Alert alert;
    private @Nullable String deadReason;
    private boolean pending = true;
    private int crashes;
    private volatile boolean tried;

    private Item(ConsumerRecord<byte[], byte[]> source, @Nullable Alert alert, @Nullable String deadReason) {
        this.source = source;
        this.alert = alert;
        this.deadReason = deadReason;
    }

    static Item readable(ConsumerRecord<byte[], byte[]> source, Alert alert) {
        return new Item(source, alert, null);
    }

    /** What can only become a dead letter. */
    static Item unreadable(ConsumerRecord<byte[], byte[]> source, String reason) {
        return new Item(source, null, "not a readable alert: " + reason);
    }

    ConsumerRecord<byte[], byte[]> source() {
        return source;
    }

    TopicPartition partition() {
        return new TopicPartition(source.topic(), source.partition());
    }

    /** Where it stands, as topic/partition/offset. */
    String origin() {
        return source.topic() + "/" + source.partition() + "/" + source.offset();
    }

    @Nullable
    Alert alert() {
        return alert;
    }

    /**
     * The alert of a readable record.
     *
     * @throws IllegalStateException for an unreadable one
     */
    Alert readable() {
        if (alert == null) {
            throw new IllegalStateException("an unreadable record is not sent");
        }
        return alert;
    }

    /** Whether the target may have it: from an earlier try, or from a process that ended before it could say. */
    boolean tried() {
        return tried;
    }

    void setTried() {
        tried = true;
    }

    /** What must stay in order: alerts of one finding. An unreadable record stands alone. */
    String orderKey() {
        return alert == null ? partition() + "@" + source.offset() : alert.fingerprint();
    }

    /** Why it belongs to the dead letters, or null while a sink may still take it. */
    @Nullable
    String deadReason() {
        return deadReason;
    }

    void condemn(String reason) {
        deadReason = reason;
    }

    boolean isPending() {
        return pending;
    }

    void settle() {
        pending = false;
    }

    /** Counts one more call of the sink that ended in a bug with this item alone in it. */
    int crashed() {
        return ++crashes;
    }
}

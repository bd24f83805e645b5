// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The records of one poll, and how far each is. Two threads share it: the worker settles items, the poll thread reads
 * how far the offsets may go and takes items back when Kafka gives their partition to someone else.
 */
final class Batch {

    private final List<Item> items;
    private final SinkMetrics metrics;
    private final Set<TopicPartition> gone = new HashSet<>();

    Batch(List<Item> items, SinkMetrics metrics) {
        this.items = List.copyOf(items);
        this.metrics = metrics;
        metrics.received(items.size());
    }

    List<Item> items() {
        return items;
    }

    /**
     * The first open item of each finding, so that a later alert never overtakes an earlier one that waits; or all, when the
     * sink sees to that.
     */
    synchronized List<Item> nextWave(int most, boolean wholeFindings) {
        Set<String> seen = new HashSet<>();
        List<Item> wave = new ArrayList<>();
        for (Item item : items) {
            if (wave.size() == most) {
                break;
            }
            if (item.isPending() && (wholeFindings || seen.add(item.orderKey()))) {
                wave.add(item);
            }
        }
        return wave;
    }

    /** Brings an item to its final state and counts it, unless it has been given back meanwhile. */
    synchronized void settle(Item item, Outcome outcome) {
        if (item.isPending()) {
            item.settle();
            metrics.settled(outcome);
        }
    }

    /** Takes the open items of these partitions back: whoever owns the partition next receives them again. */
    synchronized void giveBack(Collection<TopicPartition> partitions) {
        gone.addAll(partitions);
        for (Item item : items) {
            if (partitions.contains(item.partition())) {
                settle(item, Outcome.RETURNED);
            }
        }
    }

    synchronized void giveBackAll() {
        giveBack(items.stream().map(Item::partition).toList());
    }

    /** For each partition still ours the offset up to which every item is final: what may be committed. */
    synchronized Map<TopicPartition, OffsetAndMetadata> finished() {
        Map<TopicPartition, OffsetAndMetadata> offsets = new LinkedHashMap<>();
        Set<TopicPartition> blocked = new HashSet<>(gone);
        for (Item item : items) {
            TopicPartition partition = item.partition();
            if (item.isPending()) {
                blocked.add(partition);
            } else if (!blocked.contains(partition)) {
                offsets.put(partition, new OffsetAndMetadata(item.source().offset() + 1));
            }
        }
        return offsets;
    }
}

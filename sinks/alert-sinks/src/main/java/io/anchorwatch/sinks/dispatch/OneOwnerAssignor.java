// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.internals.AbstractPartitionAssignor;
import org.apache.kafka.common.TopicPartition;

/**
 * Gives every partition to one member of the group and none to the others, which stand by: alerts of one group of a route
 * come from all partitions, and people want one message. Public for Kafka, which makes it by its name.
 */
public final class OneOwnerAssignor extends AbstractPartitionAssignor {

    @Override
    public String name() {
        return "anchorwatch-one-owner";
    }

    @Override
    public Map<String, List<TopicPartition>> assign(
            Map<String, Integer> partitionsPerTopic, Map<String, Subscription> subscriptions) {
        Map<String, List<TopicPartition>> assignment = new HashMap<>();
        subscriptions.keySet().forEach(member -> assignment.put(member, new ArrayList<>()));
        String owner = owner(subscriptions);
        List<TopicPartition> everything = new ArrayList<>();
        partitionsPerTopic.forEach((topic, partitions) -> {
            for (int partition = 0; partition < partitions; partition++) {
                everything.add(new TopicPartition(topic, partition));
            }
        });
        assignment.put(owner, everything);
        return assignment;
    }

    /** Who owns some already keeps them; else the first by name. */
    private static String owner(Map<String, Subscription> subscriptions) {
        Map<String, Subscription> sorted = new TreeMap<>(subscriptions);
        for (Map.Entry<String, Subscription> member : sorted.entrySet()) {
            Collection<TopicPartition> owned = member.getValue().ownedPartitions();
            if (!owned.isEmpty()) {
                return member.getKey();
            }
        }
        return sorted.keySet().iterator().next();
    }
}

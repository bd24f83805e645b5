// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.bench;

import io.anchorwatch.ingest.event.EventTopics;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;

/** How fast a consumer group gets through the events that lie in the topic: what it has committed counts. */
final class GroupProgress implements AutoCloseable {

    private static final long LOOK_EVERY_MS = 20;
    private static final long GIVE_UP_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final Admin admin;

    GroupProgress(String bootstrap) {
        admin = Admin.create(Map.of("bootstrap.servers", bootstrap));
    }

    /** Waits for the group to commit all {@code events}; events per second from its first commit to its last. */
    double perSecond(String group, long events) throws InterruptedException {
        long begin = System.nanoTime();
        long firstCount = 0;
        long first = 0;
        for (long now = begin; now - begin < GIVE_UP_NANOS; now = System.nanoTime()) {
            long done = committed(group);
            if (first == 0 && done > 0) {
                first = System.nanoTime();
                firstCount = done;
            }
            if (done >= events) {
                return (done - firstCount) * 1e9 / (System.nanoTime() - first);
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
        throw new IllegalStateException(group + " did not get through within five minutes");
    }

    private long committed(String group) throws InterruptedException {
        try {
            long committed = 0;
            var offsets = admin.listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get();
            for (var offset : offsets.entrySet()) {
                TopicPartition partition = offset.getKey();
                if (partition.topic().equals(EventTopics.AUDIT) && offset.getValue() != null) {
                    committed += offset.getValue().offset();
                }
            }
            return committed;
        } catch (ExecutionException notThereYet) {
            return 0;
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}

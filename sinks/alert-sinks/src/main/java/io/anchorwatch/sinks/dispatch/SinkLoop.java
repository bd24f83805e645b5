// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.sinks.AlertSink;
import io.anchorwatch.sinks.SinkTraits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls Kafka for one sink on a thread of its own. While the worker has a batch the partitions are paused and polling
 * goes on: however long a sink takes, its consumer stays in the group.
 */
final class SinkLoop implements DispatchLoop, ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(SinkLoop.class);
    private static final Duration IDLE_POLL = Duration.ofMillis(500);
    private static final Duration BUSY_WAIT = Duration.ofMillis(100);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);
    private static final Duration INTERRUPT_TIMEOUT = Duration.ofSeconds(1);
    private static final Duration COMMIT_TIMEOUT = Duration.ofSeconds(5);

    private final SinkContext context;
    private final Consumer<byte[], byte[]> consumer;
    private final BatchWorker worker;
    private final ExecutorService workerThread;
    private final SinkCalls calls;
    private final SinkTraits traits;
    private final int fullBatch;
    private final Latch stop;
    private final LagGauge lag;
    private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
    private final Set<TopicPartition> fresh = new HashSet<>();
    private final List<Item> gathered = new ArrayList<>();
    private Instant gatheredSince = Instant.MAX;
    private volatile @Nullable Flight flight;
    private volatile String kafkaProblem = "";

    SinkLoop(SinkContext context, AlertSink sink, Consumer<byte[], byte[]> consumer, DeadLetters deadLetters) {
        this.context = context;
        this.consumer = consumer;
        traits = sink.traits();
        fullBatch = AlertConsumers.pollRecords(context.config(), traits);
        calls = new SinkCalls(context, sink);
        stop = new Latch();
        worker = new BatchWorker(context, deadLetters, calls, traits.keepsOrder(), stop);
        workerThread = Threads.single("sink-" + context.sink());
        lag = new LagGauge(context, consumer);
        context.metrics().gauge("oldest.unsent.seconds", "How long the batch under way has been", this::oldestSeconds);
        context.metrics().gauge("concurrency", "How many calls at once have been of use", calls::limit);
    }

    @Override
    public SinkHealth health() {
        Duration running = calls.running();
        if (!kafkaProblem.isEmpty()) {
            return new SinkHealth(context.sink(), false, "Kafka: " + kafkaProblem);
        }
        if (running.compareTo(context.config().sinkTimeout()) > 0) {
            return new SinkHealth(context.sink(), false, "has not answered for " + running.toSeconds() + " s");
        }
        return worker.health();
    }

    /** Then what is under way has been settled as far as it went. */
    @Override
    public void run() {
        consumer.subscribe(List.of(context.config().alertTopic()), this);
        while (!stop.isReleased()) {
            try {
                step();
                kafkaProblem = "";
            } catch (WakeupException | InterruptException | InterruptedException e) {
                // Only stopping wakes this thread.
                stop.release();
            } catch (KafkaException e) {
                trouble(e);
            }
        }
        land();
    }

    @Override
    public void stop() {
        stop.release();
        consumer.wakeup();
    }

    private void step() throws InterruptedException {
        Flight current = flight;
        if (current == null) {
            gather(consumer.poll(IDLE_POLL));
            if (isFullOrOld()) {
                takeOff(new Batch(gathered, context.metrics()));
                gathered.clear();
            }
        } else {
            boolean done = isDone(current);
            consumer.pause(consumer.assignment());
            putBack(consumer.poll(Duration.ZERO));
            calls.interruptLonger(context.config().sinkTimeout());
            commit(current.batch());
            if (done) {
                flight = null;
                consumer.resume(consumer.paused());
            }
        }
        lag.update();
    }

    private void gather(ConsumerRecords<byte[], byte[]> records) {
        if (gathered.isEmpty()) {
            gatheredSince = context.clock().instant();
        }
        for (Item item : AlertConsumers.items(records)) {
            if (fresh.contains(item.partition())) {
                item.setTried();
            }
            gathered.add(item);
        }
        // Only the first batch may have been under way in a process that ended.
        fresh.removeAll(records.partitions());
    }

    private boolean isFullOrOld() {
        Instant now = context.clock().instant();
        if (gatheredSince.isAfter(now)) {
            // The clock was set back.
            gatheredSince = now;
        }
        return !gathered.isEmpty()
                && (gathered.size() >= fullBatch
                        || !gatheredSince.plus(traits.linger()).isAfter(now));
    }

    private void takeOff(Batch batch) {
        Instant now = context.clock().instant();
        flight = new Flight(
                batch,
                workerThread.submit(() -> {
                    worker.run(batch);
                    return batch;
                }),
                now);
    }

    private boolean isDone(Flight current) throws InterruptedException {
        try {
            return current.isDoneWithin(BUSY_WAIT);
        } catch (ExecutionException e) {
            LOG.error("sink {}: the worker died, starting it again on its batch", context.sink(), e);
            if (!stop.await(PAUSE_AFTER_ERROR)) {
                takeOff(current.batch());
            }
            return false;
        }
    }

    private void commit(Batch batch) {
        Map<TopicPartition, OffsetAndMetadata> due = new HashMap<>(batch.finished());
        due.entrySet().removeIf(entry -> entry.getValue().equals(committed.get(entry.getKey())));
        if (!due.isEmpty()) {
            consumer.commitSync(due, COMMIT_TIMEOUT);
            committed.putAll(due);
        }
    }

    /** What a partition gave that was assigned during the batch: not now. */
    private void putBack(ConsumerRecords<byte[], byte[]> records) {
        for (TopicPartition partition : records.partitions()) {
            ConsumerRecord<byte[], byte[]> first = records.records(partition).get(0);
            consumer.seek(partition, first.offset());
        }
    }

    private void trouble(KafkaException e) {
        kafkaProblem = OneLine.of(e.getClass().getSimpleName() + ": " + e.getMessage());
        LOG.warn("sink {}: Kafka: {}", context.sink(), kafkaProblem);
        try {
            if (stop.await(PAUSE_AFTER_ERROR)) {
                LOG.debug("sink {} stops", context.sink());
            }
        } catch (InterruptedException interrupted) {
            stop.release();
        }
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        partitions.forEach(committed::remove);
        fresh.addAll(partitions);
        if (flight != null) {
            consumer.pause(partitions);
        }
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        gathered.removeIf(item -> partitions.contains(item.partition()));
        Flight current = flight;
        if (current != null) {
            try {
                commit(current.batch());
            } catch (KafkaException e) {
                LOG.warn("sink {}: the last commit before a rebalance failed; duplicates follow", context.sink(), e);
            }
            current.batch().giveBack(partitions);
        }
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        gathered.removeIf(item -> partitions.contains(item.partition()));
        Flight current = flight;
        if (current != null) {
            current.batch().giveBack(partitions);
        }
    }

    /** Ends the batch under way: waits, then interrupts, then leaves it, each for a bounded time. */
    private void land() {
        Flight current = flight;
        if (current != null) {
            if (!isLanded(current, context.config().closeTimeout())) {
                LOG.warn("sink {} has not answered; its batch will be sent again", context.sink());
                workerThread.shutdownNow();
                isLanded(current, INTERRUPT_TIMEOUT);
            }
            lastCommit(current.batch());
            current.batch().giveBackAll();
        }
        workerThread.shutdownNow();
        calls.close();
    }

    private boolean isLanded(Flight current, Duration patience) {
        try {
            return current.isDoneWithin(patience);
        } catch (ExecutionException e) {
            LOG.error("sink {}: the worker died", context.sink(), e);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }

    private void lastCommit(Batch batch) {
        for (int tries = 0; tries < 2; tries++) {
            try {
                commit(batch);
                return;
            } catch (WakeupException e) {
                // The wake-up of stop came late and hit the commit: once more.
                LOG.debug("sink {}: the last commit was woken", context.sink());
            } catch (KafkaException e) {
                LOG.warn("sink {}: the last commit failed; duplicates follow", context.sink(), e);
                return;
            }
        }
    }

    private double oldestSeconds() {
        Flight current = flight;
        if (current == null) {
            return 0;
        }
        return Duration.between(current.since(), context.clock().instant()).toMillis() / 1000.0;
    }
}

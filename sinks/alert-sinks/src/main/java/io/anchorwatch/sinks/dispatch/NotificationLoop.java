// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.dispatch;

import io.anchorwatch.sinks.NotificationSink;
import io.anchorwatch.sinks.notify.Entry;
import io.anchorwatch.sinks.notify.Message;
import io.anchorwatch.sinks.notify.Outbox;
import io.anchorwatch.sinks.route.Mute;
import io.anchorwatch.sinks.route.Route;
import io.anchorwatch.sinks.route.Routing;
import io.anchorwatch.streamjobs.alert.Alert;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings alerts to a sink that tells people: from the topic into the outbox, whose state and the offsets are one
 * transaction, and from there, in messages, to the target. Everything but the call of the sink happens on one thread.
 *
 * <p>When Kafka does not confirm a transaction, what is in memory is thrown away and restored from what Kafka has.
 */
final class NotificationLoop implements DispatchLoop, ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(NotificationLoop.class);
    private static final Duration IDLE_POLL = Duration.ofMillis(250);
    private static final Duration BUSY_POLL = Duration.ofMillis(20);
    private static final Duration PAUSE_AFTER_ERROR = Duration.ofSeconds(1);
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    private final SinkContext context;
    private final Routing routing;
    private final Consumer<byte[], byte[]> consumer;
    private final StateTopic state;
    private final NotificationSink sink;
    private final Sender sender;
    private final Latch stop = new Latch();
    private final LagGauge lag;
    private final Map<TopicPartition, OffsetAndMetadata> read = new HashMap<>();
    private final List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
    private @Nullable Outbox outbox;
    private boolean behind;
    private volatile String kafkaProblem = "";

    NotificationLoop(SinkContext context, NotificationSink sink, Consumer<byte[], byte[]> consumer, StateTopic state) {
        this.context = context;
        routing = context.routing();
        this.consumer = consumer;
        this.state = state;
        this.sink = sink;
        sender = new Sender(context, sink, routing);
        lag = new LagGauge(context, consumer);
    }

    @Override
    public SinkHealth health() {
        return kafkaProblem.isEmpty()
                ? sender.health()
                : new SinkHealth(context.sink(), false, "Kafka: " + kafkaProblem);
    }

    @Override
    public void run() {
        consumer.subscribe(List.of(context.config().alertTopic()), this);
        while (!stop.isReleased()) {
            try {
                startOver();
                step();
                kafkaProblem = "";
            } catch (WakeupException | InterruptException | InterruptedException e) {
                // Only stopping wakes this thread.
                stop.release();
            } catch (KafkaException e) {
                trouble(e);
            }
        }
        end();
    }

    @Override
    public void stop() {
        stop.release();
        consumer.wakeup();
    }

    private void step() throws InterruptedException {
        boolean full = outbox != null && outbox.isFull();
        if (full) {
            consumer.pause(consumer.assignment());
        } else {
            consumer.resume(consumer.paused());
        }
        List<Item> items = AlertConsumers.items(consumer.poll(sender.isBusy() ? BUSY_POLL : IDLE_POLL));
        Outbox box = outbox;
        if (box == null) {
            if (consumer.assignment().isEmpty()) {
                return;
            }
            box = restore();
        }
        Instant now = context.clock().instant();
        context.metrics().received(items.size());
        for (Item item : items) {
            take(box, item, now);
        }
        box.flush(now);
        apply(box, sender.land(Duration.ZERO));
        commit(box);
        sender.send(box.due());
        lag.update();
    }

    private Outbox restore() {
        Outbox fresh = new Outbox(name -> routing.spacing(name));
        state.restore(fresh);
        context.metrics().restored(fresh.waiting());
        outbox = fresh;
        return fresh;
    }

    private void take(Outbox box, Item item, Instant now) {
        read.put(item.partition(), new OffsetAndMetadata(item.source().offset() + 1));
        Alert alert = item.alert();
        if (alert == null) {
            letters.add(DeadLetter.of(context, item.source(), String.valueOf(item.deadReason())));
            context.metrics().settled(Outcome.REJECTED);
            return;
        }
        Optional<Route> route =
                context.route().matcher().matches(alert) ? routing.routeTo(context.sink(), alert) : Optional.empty();
        if (route.isEmpty()) {
            context.metrics().settled(Outcome.FILTERED);
            return;
        }
        Optional<Mute> mute = routing.muteOf(context.sink(), alert, now);
        box.offer(new Entry(item.source().value(), alert, item.origin()), route.get(), mute, now);
    }

    private void apply(Outbox box, Sender.Landed landed) {
        for (Message message : landed.delivered()) {
            box.settle(message);
            context.metrics().settled(Outcome.DELIVERED, message.entries().size());
            context.metrics().settled(Outcome.COUNTED, message.held().count());
        }
        landed.dead().forEach((message, reason) -> {
            for (Entry entry : message.entries()) {
                letters.add(DeadLetter.of(context, entry, reason));
            }
            if (message.held().count() > 0) {
                letters.add(DeadLetter.of(context, CountedAlerts.entry(message), reason));
            }
            box.settle(message);
            context.metrics().settled(Outcome.REJECTED, message.alerts());
            LOG.warn("sink {}: a message went to the dead letters: {}", context.sink(), OneLine.of(reason));
        });
    }

    private void commit(Outbox box) throws InterruptedException {
        Map<String, byte @Nullable []> changes = box.drain();
        if (!changes.isEmpty() || !letters.isEmpty() || !read.isEmpty()) {
            state.commit(changes, letters, offsets(), consumer.groupMetadata());
            letters.clear();
            read.clear();
        }
    }

    /**
     * What was read, or where reading stands: Kafka finds out that a process has lost its partitions when it commits an
     * offset, and one that stood still must not write over what its successor keeps.
     */
    private Map<TopicPartition, OffsetAndMetadata> offsets() {
        if (!read.isEmpty()) {
            return read;
        }
        TopicPartition any = consumer.assignment().iterator().next();
        return Map.of(any, new OffsetAndMetadata(consumer.position(any, TIMEOUT)));
    }

    private void trouble(KafkaException e) {
        kafkaProblem = OneLine.of(e.getClass().getSimpleName() + ": " + e.getMessage());
        LOG.warn("sink {}: Kafka: {}", context.sink(), kafkaProblem);
        behind = true;
        forget();
        state.reset();
        try {
            stop.await(PAUSE_AFTER_ERROR);
        } catch (InterruptedException interrupted) {
            stop.release();
        }
    }

    /** After trouble, and not before Kafka has said where: else what was read and not kept would be skipped. */
    private void startOver() {
        if (!behind) {
            return;
        }
        Map<TopicPartition, OffsetAndMetadata> kept = consumer.committed(consumer.assignment(), TIMEOUT);
        for (TopicPartition partition : consumer.assignment()) {
            OffsetAndMetadata offset = kept.get(partition);
            if (offset == null) {
                consumer.seekToBeginning(List.of(partition));
            } else {
                consumer.seek(partition, offset);
            }
        }
        behind = false;
    }

    private void forget() {
        context.metrics().returnAll();
        outbox = null;
        letters.clear();
        read.clear();
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        LOG.info("sink {} is {} by this process", context.sink(), partitions.isEmpty() ? "not fed" : "fed");
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        // Every step ends in a commit: what is lost is the answer of a wave under way, which is sent again under its
        // id.
        forget();
        sink.released();
    }

    @Override
    public void onPartitionsLost(Collection<TopicPartition> partitions) {
        forget();
        sink.released();
    }

    private void end() {
        Outbox box = outbox;
        try {
            if (box != null) {
                apply(box, sender.land(context.config().closeTimeout()));
                commit(box);
            }
        } catch (KafkaException | InterruptedException e) {
            LOG.warn("sink {}: the last commit failed; messages may be sent again", context.sink(), e);
        }
        sender.close();
        forget();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.flink;

import io.anchorwatch.streamjobs.detection.files.RuleBundle;
import io.anchorwatch.streamjobs.detection.task.RulesInForce;
import java.io.Serial;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.BroadcastState;
import org.apache.flink.api.common.state.ReadOnlyBroadcastState;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.streaming.api.functions.co.KeyedBroadcastProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives each key of an operator its task, and all of them the rules: those shipped with the job, and those that come on
 * the stream of rules, each in force for events from its time on.
 *
 * @param <T> the kind of task
 */
abstract class TaskFunction<T> extends KeyedBroadcastProcessFunction<Integer, Tuple2<Integer, byte[]>, byte[], byte[]> {

    @Serial
    private static final long serialVersionUID = 1L;

    private static final Logger log = LoggerFactory.getLogger(TaskFunction.class);

    /** Event time at which bounded input ends: Flink lets no time pass after it. */
    private static final long END_MS = Long.MAX_VALUE - 1;

    private static final long TICK_MS = 1_000;

    private final JobSettings settings;
    private transient @Nullable Running<T> running;

    /** What exists only where the job runs. */
    private record Running<T>(RulesInForce rules, FlinkOutput output, FlinkMetrics metrics, Map<Integer, T> tasks) {}

    TaskFunction(JobSettings settings) {
        this.settings = settings;
    }

    final JobSettings settings() {
        return settings;
    }

    /** Finds the operator's state. */
    abstract void openState();

    /** The task of the key that is current, which goes on with what its state holds. */
    abstract T task(int key, RulesInForce rules, FlinkOutput output, FlinkMetrics metrics, long nowMs);

    /** A message for a task. An empty one only says that the key is there. */
    abstract void accept(T task, byte[] message, long nowMs);

    /** A second has passed, where the input is live. */
    void tick(T task, long nowMs) {}

    /** Nothing more comes, where the input is bounded. */
    void end(T task) {}

    /** Whether tasks want to know of the time. */
    abstract boolean isTimed();

    @Override
    public final void open(OpenContext context) {
        openState();
        RulesInForce rules = new RulesInForce(settings.shippedRules().load());
        settings.laterRules().forEach((fromMs, bundle) -> add(rules, fromMs, bundle));
        FlinkMetrics metrics = new FlinkMetrics(getRuntimeContext());
        FlinkOutput output = new FlinkOutput(settings.newShares(), rules, metrics);
        running = new Running<>(rules, output, metrics, new HashMap<>());
    }

    private static void add(RulesInForce rules, long fromMs, byte[] bundle) {
        try {
            rules.add(fromMs, RuleBundle.decode(bundle).load());
        } catch (RuntimeException unusable) {
            // The job is what watches: it goes on with the rules it has.
            log.error("rules for events from {} ms on can't be used; those before stay in force", fromMs, unusable);
        }
    }

    private Running<T> running(ReadOnlyContext context, Collector<byte[]> out) throws Exception {
        Running<T> now = running;
        if (now == null) {
            throw new IllegalStateException("open was not called");
        }
        if (now.tasks().isEmpty()) {
            restoreRules(now.rules(), context.getBroadcastState(Wiring.RULES));
        }
        now.output().of(context::output, out, context.currentProcessingTime());
        return now;
    }

    private static void restoreRules(RulesInForce rules, ReadOnlyBroadcastState<Long, byte[]> known) throws Exception {
        NavigableMap<Long, byte[]> byTime = new TreeMap<>();
        known.immutableEntries().forEach(set -> byTime.put(set.getKey(), set.getValue()));
        byTime.forEach((fromMs, bundle) -> {
            if (!rules.current().timeline().sets().containsKey(fromMs)) {
                add(rules, fromMs, bundle);
            }
        });
    }

    /** As many as tasks keep, and no more. */
    private static void keep(BroadcastState<Long, byte[]> state, long fromMs, byte[] bundle) throws Exception {
        state.put(fromMs, bundle);
        NavigableSet<Long> times = new TreeSet<>();
        state.iterator().forEachRemaining(set -> times.add(set.getKey()));
        while (times.size() > RulesInForce.KEPT) {
            state.remove(times.pollFirst());
        }
    }

    private T task(int key, Running<T> now, ReadOnlyContext context) {
        T known = now.tasks().get(key);
        if (known == null) {
            known = task(key, now.rules(), now.output(), now.metrics(), context.currentProcessingTime());
            now.tasks().put(key, known);
            if (isTimed() && settings.live()) {
                nextTick(context);
            } else if (isTimed()) {
                context.timerService().registerEventTimeTimer(END_MS);
            }
        }
        return known;
    }

    /** Whole seconds, so that a timer that was restored and a new one are the same. */
    private void nextTick(ReadOnlyContext context) {
        long nowMs = context.currentProcessingTime();
        context.timerService().registerProcessingTimeTimer(nowMs - nowMs % TICK_MS + TICK_MS);
    }

    @Override
    public final void processElement(Tuple2<Integer, byte[]> element, ReadOnlyContext context, Collector<byte[]> out)
            throws Exception {
        T task = task(element.f0, running(context, out), context);
        if (element.f1.length > 0) {
            accept(task, element.f1, context.currentProcessingTime());
        }
    }

    @Override
    public final void onTimer(long timestamp, OnTimerContext context, Collector<byte[]> out) throws Exception {
        T task = task(context.getCurrentKey(), running(context, out), context);
        if (timestamp == END_MS) {
            end(task);
        } else {
            tick(task, context.currentProcessingTime());
            nextTick(context);
        }
    }

    @Override
    public final void processBroadcastElement(byte[] element, Context context, Collector<byte[]> out) throws Exception {
        if (element.length > 0 && running != null) {
            Frame rules = Frame.decode(element);
            byte @Nullable [] bundle = rules.value();
            if (bundle != null) {
                keep(context.getBroadcastState(Wiring.RULES), rules.timeMs(), bundle);
                add(running.rules(), rules.timeMs(), bundle);
            }
        }
    }
}

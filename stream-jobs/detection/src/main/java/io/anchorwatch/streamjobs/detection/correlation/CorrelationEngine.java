// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Correlates: takes hits in any order, holds each until all sources have passed its time, and then lets its group's
 * machine have it in order. What comes out is a function of the set of hits, as long as none is later than the
 * lateness. Pure but for the store; not thread-safe.
 */
public final class CorrelationEngine {

    /** First bytes of the keys that are read by range; a store need keep no others in order. */
    public static final String RANGED = StoreKeys.RANGED;

    /** Settling in steps spares reading and writing a group for each hit. */
    private static final long STEP_MICROS = 1_000_000;

    private static final int CHUNK = 4_096;

    private final CorrelationSet rules;
    private final SortedStore store;
    private final CorrelationSettings settings;
    private final CorrelationOutput output;
    private final Watermarks watermarks;
    private final Previews previews;
    private final Map<String, long[]> settledMicros = new HashMap<>();

    /** Goes on with what the store holds: groups of rules that are the same, none of those that changed. */
    public CorrelationEngine(
            CorrelationSet rules, SortedStore store, CorrelationSettings settings, CorrelationOutput output) {
        this.rules = rules;
        this.store = store;
        this.settings = settings;
        this.output = output;
        this.watermarks = new Watermarks(store, settings);
        this.previews = new Previews(store);
        for (String version : rules.versions()) {
            comeIntoForce(version);
        }
    }

    /** A rule that was there from the start misses nothing; one that comes to a running job has a time before it. */
    private void comeIntoForce(String version) {
        byte[] known = StoreKeys.since(version, "");
        if (store.get(known) == null) {
            store.put(known, StoreKeys.time(rules.sinceMicros(version)));
            for (String cluster : watermarks.clusters()) {
                store.put(StoreKeys.since(version, cluster), StoreKeys.time(watermarks.of(1, cluster)));
            }
        }
    }

    private long since(GroupMachine machine, String cluster) {
        CorrelationRule rule = machine.rule();
        String version = CorrelationSet.version(rule.id(), rule.ref().logicHash());
        long timeline = rules.sinceMicros(version);
        byte @Nullable [] since = timeline == Long.MIN_VALUE ? store.get(StoreKeys.since(version, cluster)) : null;
        return since == null ? timeline : StoreKeys.time(since);
    }

    /** By level, up to which time a cluster's hits were given to their groups. */
    private long[] settled(String cluster) {
        return settledMicros.computeIfAbsent(cluster, unused -> {
            long[] levels = new long[rules.levels() + 1];
            for (int level = 0; level < levels.length; level++) {
                byte @Nullable [] known = store.get(StoreKeys.settled(level, cluster));
                levels[level] = known == null ? Watermarks.NOTHING : StoreKeys.time(known);
            }
            return levels;
        });
    }

    /** Takes a hit; of a version of a rule that is not in force it takes none. */
    public void hit(Hit hit) {
        @Nullable GroupMachine machine = rules.machine(CorrelationSet.version(hit.correlation(), hit.logic()));
        if (machine == null) {
            return;
        }
        int level = machine.rule().level();
        watermarks.meet(hit.cluster());
        if (hit.timeMicros() <= settled(hit.cluster())[level]) {
            late(machine, hit);
            return;
        }
        String group = StoreKeys.group(hit);
        byte[] bytes = HitCodec.encode(hit);
        store.put(StoreKeys.pending(level, group, hit), bytes);
        if (isToldEarly(machine, hit)) {
            store.put(StoreKeys.pendingByGroup(group, hit), bytes);
            previews.opening(machine, group, hit, since(machine, hit.cluster())).ifPresent(output::alert);
        }
    }

    private boolean isToldEarly(GroupMachine machine, Hit hit) {
        CorrelationRule rule = machine.rule();
        return settings.eager() && rule.firesOnArrival() && !rules.isSilent(rule.id(), hit.timeMicros());
    }

    private void late(GroupMachine machine, Hit hit) {
        String group = StoreKeys.group(hit);
        GroupState state = read(machine, group, hit);
        Optional<List<Telling>> tellings =
                machine.late(state, hit, settled(hit.cluster())[machine.rule().level()], since(machine, hit.cluster()));
        if (tellings.isEmpty()) {
            output.tooLate(hit);
            return;
        }
        emit(tellings.get());
        write(machine, group, state);
    }

    /**
     * A detector has seen events of a cluster up to a time; {@link Long#MAX_VALUE} when it has no more. For no cluster
     * ({@code ""}) it speaks of all that it has not met.
     */
    public void detectorAt(int detector, String cluster, long timeMicros) {
        progress(0, detector, cluster, timeMicros);
    }

    /** A place that settles levels has settled one of a cluster up to a time. */
    public void correlatorAt(int level, int correlator, String cluster, long timeMicros) {
        progress(level, correlator, cluster, timeMicros);
    }

    /** No detector has any more. */
    public void end() {
        List<String> all = new ArrayList<>(watermarks.clusters());
        all.add("");
        for (int detector = 0; detector < settings.detectors(); detector++) {
            for (String cluster : all) {
                watermarks.advance(0, detector, cluster, Long.MAX_VALUE);
            }
        }
        watermarks.clusters().forEach(this::settle);
    }

    private void progress(int level, int source, String cluster, long timeMicros) {
        watermarks.advance(level, source, cluster, timeMicros);
        if (cluster.isEmpty()) {
            watermarks.clusters().forEach(this::settle);
        } else {
            settle(cluster);
        }
    }

    private void settle(String cluster) {
        long[] settled = settled(cluster);
        for (int level = 1; level <= rules.levels(); level++) {
            long until = watermarks.of(level, cluster);
            long done = settled[level];
            boolean far = until == Long.MAX_VALUE || done == Watermarks.NOTHING || until - done >= STEP_MICROS;
            if (until > done && far) {
                settle(level, cluster, until);
            }
        }
    }

    private void settle(int level, String cluster, long until) {
        List<SortedStore.Item> chunk;
        do {
            chunk = due(StoreKeys.PENDING, level, cluster, until);
            hits(chunk);
        } while (chunk.size() == CHUNK);
        settled(cluster)[level] = until;
        store.put(StoreKeys.settled(level, cluster), StoreKeys.time(until));
        do {
            chunk = due(StoreKeys.TIMER, level, cluster, until);
            chunk.forEach(timer -> timer(timer, cluster, until));
        } while (chunk.size() == CHUNK);
        output.settled(level, cluster, until);
    }

    private List<SortedStore.Item> due(byte kind, int level, String cluster, long until) {
        return store.range(StoreKeys.first(kind, level, cluster), StoreKeys.after(kind, level, cluster, until), CHUNK);
    }

    private void hits(List<SortedStore.Item> pending) {
        Map<String, List<Hit>> byGroup = new LinkedHashMap<>();
        for (SortedStore.Item item : pending) {
            Hit hit = HitCodec.decode(item.value());
            byGroup.computeIfAbsent(StoreKeys.group(hit), unused -> new ArrayList<>())
                    .add(hit);
            store.delete(item.key());
        }
        byGroup.forEach(this::hits);
    }

    private void hits(String group, List<Hit> hits) {
        Hit first = hits.get(0);
        @Nullable GroupMachine machine = rules.machine(CorrelationSet.version(first.correlation(), first.logic()));
        if (machine == null) {
            return;
        }
        GroupState state = read(machine, group, first);
        long since = since(machine, first.cluster());
        for (Hit hit : hits) {
            if (isToldEarly(machine, hit)) {
                store.delete(StoreKeys.pendingByGroup(group, hit));
            }
            emit(machine.passTo(state, hit.timeMicros() - 1, since));
            emit(machine.hit(state, hit, since));
        }
        write(machine, group, state);
    }

    private void timer(SortedStore.Item timer, String cluster, long until) {
        store.delete(timer.key());
        String group = StoreKeys.groupOfTimer(timer.key());
        byte @Nullable [] bytes = store.get(StoreKeys.state(group));
        @Nullable GroupMachine machine = rules.machine(new String(timer.value(), StandardCharsets.UTF_8));
        if (bytes == null || machine == null) {
            // The rule was taken away or changed: what it remembered goes with it.
            store.delete(StoreKeys.state(group));
            return;
        }
        GroupState state = machine.decode(bytes);
        state.timerMicros = GroupState.NEVER;
        emit(machine.passTo(state, until, since(machine, cluster)));
        write(machine, group, state);
    }

    private GroupState read(GroupMachine machine, String group, Hit hit) {
        byte @Nullable [] bytes = store.get(StoreKeys.state(group));
        return bytes == null ? machine.fresh(hit) : machine.decode(bytes);
    }

    private void write(GroupMachine machine, String group, GroupState state) {
        CorrelationRule rule = machine.rule();
        long due = machine.due(state);
        if (state.timerMicros != due) {
            if (state.timerMicros != GroupState.NEVER) {
                store.delete(StoreKeys.timer(rule.level(), state.cluster, state.timerMicros, group));
            }
            if (due != GroupState.NEVER) {
                String version = CorrelationSet.version(rule.id(), rule.ref().logicHash());
                store.put(
                        StoreKeys.timer(rule.level(), state.cluster, due, group),
                        version.getBytes(StandardCharsets.UTF_8));
            }
            state.timerMicros = due;
        }
        if (state.isEmpty()) {
            store.delete(StoreKeys.state(group));
        } else {
            store.put(StoreKeys.state(group), GroupStateCodec.encode(state));
        }
    }

    private void emit(List<Telling> tellings) {
        for (Telling telling : tellings) {
            if (!telling.told() && !rules.isSilent(telling.alert().rule().id(), micros(telling.alert()))) {
                output.alert(telling.alert());
            }
            if (telling.opens()) {
                derive(telling);
            }
        }
    }

    private static long micros(Alert alert) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, alert.time());
    }

    private void derive(Telling telling) {
        for (CorrelationSet.Listener above :
                rules.listeners(telling.alert().rule().id(), micros(telling.alert()))) {
            Optional<Hit> hit = DerivedHits.of(telling.alert(), above);
            if (hit.isEmpty()) {
                output.unkeyed(above.correlation().id());
            } else if (settings.correlators() == 0) {
                hit(hit.get());
            } else {
                output.derived(hit.get());
            }
        }
    }
}

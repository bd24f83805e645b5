// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.streamjobs.detection.correlation;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.detection.rule.CorrelationRule;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * One correlation over one group. A pure state machine: hits come in order of time and identity, timers before any hit
 * that is later; the outcome depends on nothing else.
 *
 * <p>A condition that more events can only help (lower bounds) is judged at each hit over the span before it. Any other
 * waits: upper bounds until a window that began with its first event closes, absence until a span has passed.
 */
final class GroupMachine {

    private static final int LEAST_CAP = 1_024;

    private final CorrelationRule rule;
    private final LongFunction<String> ruleSetAt;
    private final long span;
    private final int cap;

    /** {@code ruleSetAt}: digest of the rule set in force at a time of events, in microseconds. */
    GroupMachine(CorrelationRule rule, LongFunction<String> ruleSetAt) {
        this.rule = rule;
        this.ruleSetAt = ruleSetAt;
        this.span = rule.span().toMillis() * 1_000;
        // One more than any bound: then a count that fills the window is known to be beyond it.
        int bound = rule.condition().bounds().stream()
                .map(each -> each.number().min(BigDecimal.valueOf(Integer.MAX_VALUE / 2)))
                .mapToInt(BigDecimal::intValue)
                .max()
                .orElse(0);
        this.cap = Math.max(LEAST_CAP, bound + 2);
    }

    CorrelationRule rule() {
        return rule;
    }

    GroupState fresh(Hit first) {
        return new GroupState(first.cluster(), first.group(), new Window(List.of(), cap));
    }

    GroupState decode(byte[] state) {
        return GroupStateCodec.decode(state, cap);
    }

    /** Takes a hit that is not earlier than any before; {@code sinceMicros} is when the rule came into force. */
    List<Telling> hit(GroupState state, Hit hit, long sinceMicros) {
        state.window.forgetBefore(hit.timeMicros() - 2 * span);
        Entry entry = Entry.of(hit);
        Window.Added added = state.window.add(entry);
        List<Telling> tellings = new ArrayList<>();
        if (added.place() < 0) {
            return tellings;
        }
        overflow(state, entry, tellings);
        if (rule.firesOnArrival()) {
            arrived(state, added, sinceMicros, tellings);
        } else {
            await(state, hit.timeMicros());
        }
        return tellings;
    }

    private void overflow(GroupState state, Entry entry, List<Telling> tellings) {
        if (state.window.overflowed() && !state.capped) {
            state.capped = true;
            tellings.add(new Telling(
                    CorrelationAlert.capped(rule, ruleSetAt.apply(entry.timeMicros()), state, entry), false, false));
        }
    }

    private void arrived(GroupState state, Window.Added added, long sinceMicros, List<Telling> tellings) {
        Entry entry = state.window.entries().get(added.place());
        List<Entry> events = state.window.between(entry.timeMicros() - span, entry.timeMicros(), added.place());
        Optional<String> value = Trigger.fires(rule, events);
        if (value.isPresent()) {
            List<Entry> fresh = added.isNew() ? List.of(entry) : List.of();
            fire(state, events, fresh, entry.timeMicros(), value.get(), sinceMicros, tellings);
        } else if (added.isNew() && state.episode != null) {
            state.episode.unconfirmed++;
        }
    }

    private void await(GroupState state, long timeMicros) {
        if (rule.condition().over().isEmpty()) {
            state.closingWindowMicros = Math.min(state.closingWindowMicros, timeMicros);
        } else if (!state.undecided.contains(timeMicros)) {
            state.undecided.add(timeMicros);
            state.undecided.sort(null);
        }
    }

    private void fire(
            GroupState state,
            List<Entry> events,
            List<Entry> fresh,
            long firedMicros,
            String value,
            long sinceMicros,
            List<Telling> tellings) {
        @Nullable Episode running = state.episode;
        if (running == null || running.closed) {
            open(state, events, firedMicros, value, sinceMicros, tellings);
            return;
        }
        running.extend(fresh, firedMicros, value);
        running.capped |= state.capped;
        if (running.wantsUpdate()) {
            running.nextUpdate = 2 * running.count;
            tellings.add(tell(state, running, Alert.EpisodeState.UPDATE));
        }
    }

    private void open(
            GroupState state,
            List<Entry> events,
            long firedMicros,
            String value,
            long sinceMicros,
            List<Telling> tellings) {
        Episode episode = Episode.open(events, firedMicros, value);
        episode.alertId = CorrelationAlert.id(rule, state, events.get(0));
        episode.warming = firedMicros - span < sinceMicros;
        episode.capped = state.capped;
        boolean told = state.provisional.equals(episode.alertId);
        episode.supersedes = told ? "" : state.provisional;
        state.provisional = "";
        state.episode = episode;
        tellings.add(new Telling(alert(state, episode, Alert.EpisodeState.OPEN), true, told));
    }

    private Telling tell(GroupState state, Episode episode, Alert.EpisodeState stands) {
        episode.revision++;
        return new Telling(alert(state, episode, stands), false, false);
    }

    private Alert alert(GroupState state, Episode episode, Alert.EpisodeState stands) {
        return CorrelationAlert.tell(rule, ruleSetAt.apply(episode.openedMicros), state, episode, stands);
    }

    /** When something happens without a hit; {@link GroupState#NEVER} when nothing will. */
    long due(GroupState state) {
        long due = after(state.closingWindowMicros);
        if (!state.undecided.isEmpty()) {
            due = Math.min(due, after(state.undecided.get(0)));
        }
        @Nullable Episode episode = state.episode;
        if (episode != null && !episode.closed) {
            due = Math.min(due, after(episode.lastFiredMicros));
        }
        return due == GroupState.NEVER ? forgetAt(state) : due;
    }

    private long after(long micros) {
        return micros == GroupState.NEVER ? GroupState.NEVER : micros + span;
    }

    /** Two spans after the last sign: as long as late events may still change what was told. */
    private long forgetAt(GroupState state) {
        long last = Long.MIN_VALUE;
        if (state.window.size() > 0) {
            last = state.window.entries().get(state.window.size() - 1).timeMicros();
        }
        if (state.episode != null) {
            last = Math.max(last, Math.max(state.episode.lastMicros, state.episode.lastFiredMicros));
        }
        return last == Long.MIN_VALUE ? GroupState.NEVER : last + 2 * span;
    }

    /** Lets every time come that is due up to {@code untilMicros}, included. */
    List<Telling> passTo(GroupState state, long untilMicros, long sinceMicros) {
        List<Telling> tellings = new ArrayList<>();
        for (long due = due(state); due <= untilMicros && due != GroupState.NEVER; due = due(state)) {
            tellings.addAll(timer(state, due, sinceMicros));
        }
        return tellings;
    }

    private List<Telling> timer(GroupState state, long dueMicros, long sinceMicros) {
        List<Telling> tellings = new ArrayList<>();
        closeWindow(state, dueMicros, sinceMicros, tellings);
        decide(state, dueMicros, sinceMicros, tellings);
        @Nullable Episode episode = state.episode;
        if (episode != null && !episode.closed && after(episode.lastFiredMicros) <= dueMicros) {
            episode.closed = true;
            tellings.add(tell(state, episode, Alert.EpisodeState.CLOSE));
        }
        if (due(state) <= dueMicros && forgetAt(state) <= dueMicros) {
            state.window.forgetBefore(GroupState.NEVER);
            state.episode = null;
            state.provisional = "";
        }
        return tellings;
    }

    private void closeWindow(GroupState state, long dueMicros, long sinceMicros, List<Telling> tellings) {
        long start = state.closingWindowMicros;
        if (start == GroupState.NEVER || start + span > dueMicros) {
            return;
        }
        List<Entry> events = List.copyOf(state.window.between(start, start + span, state.window.size() - 1));
        state.closingWindowMicros = GroupState.NEVER;
        state.window.entries().stream()
                .mapToLong(Entry::timeMicros)
                .filter(time -> time > start + span)
                .min()
                .ifPresent(next -> state.closingWindowMicros = next);
        Trigger.fires(rule, events)
                .ifPresent(value -> fire(state, events, events, start + span, value, sinceMicros, tellings));
    }

    private void decide(GroupState state, long dueMicros, long sinceMicros, List<Telling> tellings) {
        while (!state.undecided.isEmpty() && state.undecided.get(0) + span <= dueMicros) {
            long time = state.undecided.remove(0);
            int last = state.window.size() - 1;
            List<Entry> events = List.copyOf(state.window.between(time - span, time, last));
            List<Entry> around = List.copyOf(state.window.between(time - span, time + span, last));
            List<Entry> fresh = List.copyOf(state.window.between(time, time, last));
            Trigger.fires(rule, events, around)
                    .ifPresent(value -> fire(state, events, fresh, time + span, value, sinceMicros, tellings));
        }
    }

    /**
     * Takes a hit that comes after its time was settled: an episode that it belongs to is told again with the same id,
     * and an episode that would have been is opened. Empty when it comes too late for either.
     */
    Optional<List<Telling>> late(GroupState state, Hit hit, long settledMicros, long sinceMicros) {
        boolean decided = !rule.firesOnArrival() && hit.timeMicros() + span <= settledMicros;
        if (decided || hit.timeMicros() < settledMicros - span) {
            return Optional.empty();
        }
        Entry entry = Entry.of(hit);
        Window.Added added = state.window.add(entry);
        List<Telling> tellings = new ArrayList<>();
        if (added.place() < 0) {
            return Optional.of(tellings);
        }
        if (!rule.firesOnArrival()) {
            await(state, hit.timeMicros());
        } else if (state.episode != null && belongs(state.episode, hit.timeMicros())) {
            revise(state, state.episode, added, entry, tellings);
        } else {
            firings(state, added.place(), hit.timeMicros() + span, sinceMicros, tellings);
        }
        return Optional.of(tellings);
    }

    private boolean belongs(Episode episode, long timeMicros) {
        return timeMicros >= episode.firstMicros - span && timeMicros <= episode.lastFiredMicros;
    }

    private void revise(GroupState state, Episode episode, Window.Added added, Entry entry, List<Telling> tellings) {
        if (!added.isNew()) {
            return;
        }
        episode.count++;
        episode.show(entry);
        if (episode.closed) {
            tellings.add(tell(state, episode, Alert.EpisodeState.CLOSE));
        } else if (episode.wantsUpdate()) {
            episode.nextUpdate = 2 * episode.count;
            tellings.add(tell(state, episode, Alert.EpisodeState.UPDATE));
        }
    }

    /** Judges anew each hit whose window now holds one more event. */
    private void firings(GroupState state, int from, long untilMicros, long sinceMicros, List<Telling> tellings) {
        for (int place = from; place < state.window.size(); place++) {
            if (state.window.entries().get(place).timeMicros() <= untilMicros) {
                arrived(state, new Window.Added(place, place == from), sinceMicros, tellings);
            }
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.replay;

import io.anchorwatch.deploy.cli.Progress;
import io.anchorwatch.deploy.cli.RuleFailures;
import io.anchorwatch.ingest.recording.EventReplay;
import io.anchorwatch.ingest.recording.Pacer;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.ingest.recording.ReplayOptions;
import io.anchorwatch.ingest.recording.ReplayProgress;
import io.anchorwatch.ingest.recording.Workers;
import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.streamjobs.alert.Alert;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A replay from its first event, or from where another was ended, to its last alert. */
final class ReplayRun {

    private static final int LOOK_EVERY = 1_000;
    private static final long SAVE_EVERY_EVENTS = 1_000_000;

    private final Setup setup;
    private final Path folder;
    private final AlertOrder alerts;
    private final @Nullable StateFolder state;
    private final PrintWriter err;
    private long savedEvents;
    private long savedNanos = System.nanoTime();

    /**
     * What to replay.
     *
     * @param files with folders taken apart
     * @param saveEvery how often the state is saved, beside once in a million events
     */
    record Setup(
            ReplayRules rules,
            EngineKind engine,
            List<Path> files,
            ReplayOptions options,
            Pacer pacer,
            Workers workers,
            Duration saveEvery) {}

    private ReplayRun(Setup setup, Path folder, @Nullable StateFolder state, PrintWriter err) {
        this.setup = setup;
        this.folder = folder;
        this.alerts = new AlertOrder(folder, AlertOrder.memoryBytes(), state != null);
        this.state = state;
        this.err = err;
    }

    /** For once: its files go to a folder that somebody else removes. */
    static ReplayRun once(Setup setup, Path folder, PrintWriter err) {
        return new ReplayRun(setup, folder, null, err);
    }

    /** So that it can be ended at any time, and goes on when it is run again. */
    static ReplayRun resumable(Setup setup, StateFolder state, PrintWriter err) {
        return new ReplayRun(setup, state.path(), state, err);
    }

    /** Runs it; each alert goes to {@code json} in order. Returns how many there are. */
    long run(Consumer<byte[]> json) throws IOException {
        if (state == null) {
            judge(null, new Identity(Map.of()));
            return print(json);
        }
        Identity identity = Identity.of(setup.rules().digest(), setup.options(), setup.files());
        try (DataInputStream saved = state.saved(identity).orElse(null)) {
            judge(saved, identity);
        }
        long printed = print(json);
        state.clear();
        return printed;
    }

    private void judge(@Nullable DataInputStream saved, Identity identity) throws IOException {
        try (ReplayEngine engine = engine(saved);
                EventReplay replay = replay(saved);
                Progress progress = new Progress("replay", replay.progress().bytesTotal(), err)) {
            if (state != null) {
                state.removeAllBut(alerts.files());
            }
            savedEvents = replay.progress().events();
            feed(replay, engine, progress, identity);
            engine.finish();
            ReplayProgress end = replay.progress();
            progress.at(end.bytesRead(), end.events());
            report(end, engine.failures());
        }
    }

    private ReplayEngine engine(@Nullable DataInputStream saved) throws IOException {
        return saved == null
                ? setup.engine().open(setup.rules(), setup.workers(), folder, this::add)
                : new LocalEngine(setup.rules().timeline(), setup.workers(), folder, this::add, saved);
    }

    private EventReplay replay(@Nullable DataInputStream saved) throws IOException {
        if (saved == null) {
            return EventReplay.open(setup.files(), setup.options(), setup.pacer(), setup.workers());
        }
        alerts.read(saved);
        EventReplay replay = EventReplay.resume(setup.files(), setup.options(), setup.pacer(), setup.workers(), saved);
        err.printf(Locale.ROOT, "going on after %,d events%n", replay.progress().events());
        return replay;
    }

    private void feed(EventReplay replay, ReplayEngine engine, Progress progress, Identity identity) {
        long items = 0;
        while (replay.hasNext()) {
            ReplayItem item = replay.next();
            if (item instanceof ReplayItem.Event event) {
                engine.accept(event);
            } else if (item instanceof ReplayItem.BadLine bad) {
                err.println(PlainText.clean(bad.file()) + ":" + bad.line() + ": " + bad.reason());
            }
            if (++items % LOOK_EVERY == 0) {
                ReplayProgress now = replay.progress();
                progress.at(now.bytesRead(), now.events());
                if (state != null && isTimeToSave(now.events())) {
                    save(state, replay, engine, identity);
                }
            }
        }
    }

    private boolean isTimeToSave(long events) {
        return events - savedEvents >= SAVE_EVERY_EVENTS
                || System.nanoTime() - savedNanos >= setup.saveEvery().toNanos();
    }

    private void save(StateFolder kept, EventReplay replay, ReplayEngine engine, Identity identity) {
        try {
            kept.save(identity, out -> {
                engine.write(out);
                alerts.write(out);
                replay.write(out);
            });
            alerts.tidy();
        } catch (IOException full) {
            throw DiskTrouble.of(full);
        }
        savedEvents = replay.progress().events();
        savedNanos = System.nanoTime();
    }

    private void add(Alert alert) {
        try {
            alerts.add(alert);
        } catch (IOException full) {
            throw DiskTrouble.of(full);
        }
    }

    private long print(Consumer<byte[]> json) {
        try {
            return alerts.forEach(json);
        } catch (IOException full) {
            throw DiskTrouble.of(full);
        }
    }

    private void report(ReplayProgress end, RuleFailures failures) {
        err.printf(
                Locale.ROOT,
                "%,d events, %,d of them late, %,d outside the time asked for, %,d lines not readable%n",
                end.events(),
                end.late(),
                end.outOfRange(),
                end.badLines());
        failures.tell(err);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import io.anchorwatch.deploy.cli.Progress;
import io.anchorwatch.ingest.recording.EventReplay;
import io.anchorwatch.ingest.recording.ReplayItem;
import io.anchorwatch.ingest.recording.ReplayProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What was read.
 *
 * @param read how much
 * @param first event time of the earliest event; null when there was none
 * @param last of the latest
 */
record History(
        ReplayProgress read,
        @Nullable Instant first,
        @Nullable Instant last) {

    private static final int PROGRESS_EVERY = 1_000;

    /** Reads all of it, bad lines told when {@code tellBad}. */
    static History read(
            String task, EventReplay replay, boolean tellBad, PrintWriter err, Consumer<ReplayItem.Event> to) {
        @Nullable Instant first = null;
        @Nullable Instant last = null;
        long items = 0;
        try (Progress progress = new Progress(task, replay.progress().bytesTotal(), err)) {
            while (replay.hasNext()) {
                ReplayItem item = replay.next();
                if (item instanceof ReplayItem.Event event) {
                    Instant time = event.event().time();
                    first = first == null || time.isBefore(first) ? time : first;
                    last = last == null || time.isAfter(last) ? time : last;
                    to.accept(event);
                } else if (tellBad && item instanceof ReplayItem.BadLine bad) {
                    err.println(bad.file() + ":" + bad.line() + ": " + bad.reason());
                }
                if (++items % PROGRESS_EVERY == 0) {
                    progress.at(replay.progress().bytesRead(), replay.progress().events());
                }
            }
        }
        return new History(replay.progress(), first, last);
    }

    /** Hours of event time; 0 when nothing passed. */
    double hours() {
        return first == null || last == null ? 0 : Duration.between(first, last).toMillis() / 3_600_000.0;
    }
}

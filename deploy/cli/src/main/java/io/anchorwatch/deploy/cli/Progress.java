// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/**
 * Says how far a long verb is, how fast of late and how long it will take: a bar on a terminal, now and then a plain line
 * elsewhere.
 */
public final class Progress implements AutoCloseable {

    private static final long SMALL = 8 << 20;
    private static final long SECOND = 1_000_000_000L;
    private static final long LINE_EVERY_NANOS = 10 * SECOND;
    private static final int RECENT_SECONDS = 10;

    private final String task;
    private final PrintWriter err;
    private final long total;
    private final @Nullable ProgressBar bar;
    private final ArrayDeque<Sample> recent = new ArrayDeque<>();
    private long lastLine;

    private record Sample(long nanos, long bytes, long events) {}

    /** A bar needs a console; {@code total} is in bytes. */
    public Progress(String task, long total, PrintWriter err) {
        this.task = task;
        this.err = err;
        this.total = total;
        this.lastLine = System.nanoTime();
        this.bar = !Terminal.isError()
                ? null
                : new ProgressBarBuilder()
                        .setTaskName(task)
                        .setInitialMax(total)
                        .setUnit(total < SMALL ? " KiB" : " MiB", total < SMALL ? 1 << 10 : 1 << 20)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(200)
                        .hideEta()
                        .build();
    }

    /** How far it is. */
    public void at(long bytes, long events) {
        Sample now = new Sample(System.nanoTime(), Math.min(bytes, total), events);
        if (recent.isEmpty() || now.nanos() - recent.getLast().nanos() >= SECOND) {
            recent.add(now);
            if (recent.size() > RECENT_SECONDS) {
                recent.remove();
            }
        }
        if (bar != null) {
            bar.stepTo(now.bytes());
            bar.setExtraMessage(speed(now));
        } else if (now.nanos() - lastLine > LINE_EVERY_NANOS) {
            lastLine = now.nanos();
            err.printf(Locale.ROOT, "%s: %d %%, %s%n", task, total == 0 ? 100 : now.bytes() * 100 / total, speed(now));
        }
    }

    /** {@code 1,234,567 events, 98,000/s, 2:05 left}, as far as it is known. */
    private String speed(Sample now) {
        StringBuilder text = new StringBuilder(String.format(Locale.ROOT, "%,d events", now.events()));
        Sample then = recent.getFirst();
        double seconds = (double) (now.nanos() - then.nanos()) / SECOND;
        if (seconds >= 1) {
            text.append(String.format(Locale.ROOT, ", %,.0f/s", (now.events() - then.events()) / seconds));
            double bytesPerSecond = (now.bytes() - then.bytes()) / seconds;
            if (bytesPerSecond > 0) {
                text.append(", ")
                        .append(duration((long) ((total - now.bytes()) / bytesPerSecond)))
                        .append(" left");
            }
        }
        return text.toString();
    }

    private static String duration(long seconds) {
        return seconds < 3_600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli;

import java.io.PrintWriter;
import java.util.Locale;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Says how far a long verb is: a bar on a terminal, now and then a plain line elsewhere. */
public final class Progress implements AutoCloseable {

    private static final long SMALL = 8 << 20;
    private static final long LINE_EVERY_NANOS = 5_000_000_000L;

    private final String task;
    private final PrintWriter err;
    private final long total;
    private final @Nullable ProgressBar bar;
    private long lastLine;

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
                        .build();
    }

    /** How far it is. */
    public void at(long bytes, long events) {
        if (bar != null) {
            bar.stepTo(bytes);
            bar.setExtraMessage(String.format(Locale.ROOT, "%,d events", events));
        } else if (System.nanoTime() - lastLine > LINE_EVERY_NANOS) {
            lastLine = System.nanoTime();
            err.printf(Locale.ROOT, "%s: %d %%, %,d events%n", task, total == 0 ? 100 : bytes * 100 / total, events);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}

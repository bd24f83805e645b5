// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.demo;

import io.anchorwatch.deploy.cli.CliException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the meters say while the demo runs: the same ones that a dashboard would show. */
record DemoCounts(MeterRegistry registry) {

    private static final int TRIES = 600;
    private static final long PAUSE_MS = 100;
    private static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low", "informational");

    /** Waits a minute at most. */
    void await(Predicate<DemoCounts> holds, String otherwise) throws InterruptedException {
        for (int tries = 0; !holds.test(this); tries++) {
            if (tries == TRIES) {
                throw CliException.environment(
                        otherwise, "run it again with ANCHORWATCH_LIBRARY_LOG=WARN and read the log");
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MS);
        }
    }

    boolean isReady() {
        return registry.find("kafka.stream.alive.stream.threads").meter() != null
                || registry.find("anchorwatch.job.consumed").counter() != null;
    }

    /** Whether every event was judged and every alert is at the sink. */
    boolean isDone(int events) {
        return count("anchorwatch.job.events") >= events && count("anchorwatch.sink.delivered") >= alerts();
    }

    private double alerts() {
        return count("anchorwatch.job.alerts");
    }

    String summary(int events, int objects) {
        String bySeverity = SEVERITIES.stream()
                .filter(severity -> tagged("anchorwatch.job.alerts", "severity", severity) > 0)
                .map(severity -> whole(tagged("anchorwatch.job.alerts", "severity", severity)) + " " + severity)
                .collect(Collectors.joining(", "));
        return String.join(
                "\n",
                "",
                "sent       " + events + " audit events, " + objects + " object changes",
                "received   " + whole(count("anchorwatch_webhook_events_received")) + " = "
                        + outcome("anchorwatch_webhook_events", "published") + " published + "
                        + outcome("anchorwatch_webhook_events", "spooled") + " spooled + "
                        + outcome("anchorwatch_webhook_events", "rejected") + " rejected",
                "consumed   " + whole(count("anchorwatch.job.consumed")) + " = "
                        + outcome("anchorwatch.job.events", "evaluated") + " evaluated + "
                        + outcome("anchorwatch.job.events", "repeated") + " repeated + "
                        + outcome("anchorwatch.job.events", "dead_lettered") + " dead letters",
                "changes    " + whole(count("anchorwatch.job.changes")) + ": "
                        + outcome("anchorwatch.job.changes", "exact") + " joined by version, "
                        + outcome("anchorwatch.job.changes", "inferred") + " by target and time, "
                        + outcome("anchorwatch.job.changes", "unexplained") + " unexplained, "
                        + outcome("anchorwatch.job.changes", "unknown") + " unknown, "
                        + outcome("anchorwatch.job.changes", "baseline") + " baseline, "
                        + outcome("anchorwatch.job.changes", "quiet") + " noise",
                "alerts     " + whole(alerts()) + ": " + bySeverity,
                "delivered  " + whole(count("anchorwatch.sink.delivered")) + " to the console",
                "",
                "next: 'anchorwatch run' keeps watching; 'anchorwatch replay FILE' judges your own audit log;"
                        + " 'anchorwatch rules list' shows what it looks for",
                "");
    }

    private String outcome(String name, String outcome) {
        return whole(tagged(name, "outcome", outcome));
    }

    private double count(String name) {
        return registry.find(name).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private double tagged(String name, String tag, String value) {
        return registry.find(name).tag(tag, value).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    private static String whole(double count) {
        return String.format(Locale.ROOT, "%.0f", count);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.console;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** One alert as a row: one line where the terminal is wide, a line and the story below where it is not. */
final class AlertRow {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss'Z'").withZone(ZoneOffset.UTC);
    private static final int TIME_COLUMNS = 20;
    private static final int SEVERITY_COLUMNS = 8;
    private static final int CLUSTER_COLUMNS = 12;
    private static final int FIXED_COLUMNS = TIME_COLUMNS + SEVERITY_COLUMNS + CLUSTER_COLUMNS + 8;
    private static final int LEAST_FOR_ONE_LINE = 170;
    private static final int INDENT = 4;
    private static final int SHOWN_CHANGES = 2;

    /** A story may wrap, but a hostile name may not fill the screen. */
    private static final int STORY_LINES = 4;

    private static final String RESET = "\u001b[0m";

    private final ConsoleConfig config;

    AlertRow(ConsoleConfig config) {
        this.config = config;
    }

    String header() {
        String cells = cells("TIME", "SEVERITY", "CLUSTER");
        if (isWide()) {
            return cells + TerminalText.fit("TITLE", titleColumns()) + "  WHO DID WHAT\n";
        }
        return cells + "TITLE\n";
    }

    String row(Alert alert) {
        String severity = label(alert.severity());
        String cells = cells(TIME.format(alert.time()), severity, TerminalText.clean(alert.cluster()));
        String colour = config.colours() ? colour(alert.severity()) : "";
        String start = colour.isEmpty() ? cells : colour + cells + RESET;
        String title = TerminalText.clean(alert.rule().title());
        String story = story(alert);
        int rest = config.width() - FIXED_COLUMNS + 2;
        if (isWide()) {
            String fitted = TerminalText.fit(title, titleColumns());
            return start + fitted + "  " + TerminalText.cut(story, rest - titleColumns() - 2) + "\n";
        }
        StringBuilder lines = new StringBuilder(start)
                .append(TerminalText.cut(title, Math.max(1, rest)))
                .append('\n');
        for (String line : TerminalText.wrap(story, config.width() - INDENT, STORY_LINES)) {
            lines.append(" ".repeat(INDENT)).append(line).append('\n');
        }
        return lines.toString();
    }

    private static String cells(String time, String severity, String cluster) {
        return TerminalText.fit(time, TIME_COLUMNS)
                + "  "
                + TerminalText.fit(severity, SEVERITY_COLUMNS)
                + "  "
                + TerminalText.fit(cluster, CLUSTER_COLUMNS)
                + "  ";
    }

    private boolean isWide() {
        return config.width() >= LEAST_FOR_ONE_LINE;
    }

    private int titleColumns() {
        return (config.width() - FIXED_COLUMNS) * 2 / 5;
    }

    /** With what was not known at first: what the object was before. */
    private static boolean isToldAgain(Alert alert) {
        return alert.episode().revision() > 0 && alert.correlation().equals(Alert.Correlation.NONE);
    }

    /** Who verb what → outcome from address: what changed. */
    private static String story(Alert alert) {
        StringBuilder story = new StringBuilder();
        String who = alert.actor().name().isEmpty()
                ? alert.actor().kind()
                : alert.actor().name();
        word(story, "", who.isEmpty() ? "somebody" : who);
        word(story, " as ", alert.actor().impersonating());
        word(story, " for ", alert.actor().onBehalfOf());
        word(story, " ", alert.verb());
        word(story, " ", what(alert.target()));
        word(story, " → ", alert.outcome().result());
        word(story, " from ", alert.client().address());
        changes(story, alert.changes());
        if (alert.episode().count() > 1) {
            story.append(" ×").append(alert.episode().count());
        }
        switch (alert.episode().state()) {
            case OPEN -> story.append(isToldAgain(alert) ? ", told again" : "");
            case UPDATE -> story.append(", goes on");
            case CLOSE -> story.append(", over");
        }
        if (!alert.message().isEmpty()) {
            story.append(" (").append(TerminalText.clean(alert.message())).append(')');
        }
        return story.toString();
    }

    private static void changes(StringBuilder story, List<Alert.Change> changes) {
        for (int i = 0; i < Math.min(changes.size(), SHOWN_CHANGES); i++) {
            Alert.Change change = changes.get(i);
            word(story, i == 0 ? ": " : ", ", change.path());
            word(story, " was ", change.before());
            word(story, " = ", change.after());
        }
        if (changes.size() > SHOWN_CHANGES) {
            story.append(", …");
        }
    }

    private static String what(Alert.Target target) {
        String kind =
                target.subresource().isEmpty() ? target.resource() : target.resource() + "/" + target.subresource();
        String name = target.namespace().isEmpty() ? target.name() : target.namespace() + "/" + target.name();
        if (kind.isEmpty()) {
            return target.uri();
        }
        return name.isEmpty() ? kind : kind + " " + name;
    }

    private static void word(StringBuilder story, String before, String text) {
        if (!text.isEmpty()) {
            story.append(before).append(TerminalText.clean(text));
        }
    }

    private static String label(Severity severity) {
        return severity == Severity.INFORMATIONAL ? "info" : severity.wireName();
    }

    private static String colour(Severity severity) {
        return switch (severity) {
            case CRITICAL -> "\u001b[1;31m";
            case HIGH -> "\u001b[31m";
            case MEDIUM -> "\u001b[33m";
            case LOW -> "\u001b[36m";
            case INFORMATIONAL -> "\u001b[2m";
        };
    }
}

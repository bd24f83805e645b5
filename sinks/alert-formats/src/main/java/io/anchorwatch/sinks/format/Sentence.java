// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import io.anchorwatch.streamjobs.alert.Alert;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * An alert in words, for messages to people. Plain text: for a chat or a page it still goes through {@link Escapes}.
 *
 * <p>A name that holds anything but letters, digits and the punctuation of Kubernetes names stands in quotes, so that it
 * cannot pass for a part of the sentence.
 */
public final class Sentence {

    private static final int TITLE = 200;
    private static final int NAME = 160;
    private static final int VALUE = 200;
    private static final int WHOLE = 1000;
    private static final Pattern PLAIN_NAME = Pattern.compile("[\\p{L}\\p{N}._:@/+*?&=%-]+");

    private Sentence() {}

    /** The rule's title, or its id where it has none; at most 200 UTF-16 units. */
    public static String title(Alert alert) {
        String title = PlainText.clean(alert.rule().title(), TITLE).strip();
        return title.isEmpty() ? PlainText.clean(alert.rule().id(), TITLE) : title;
    }

    /**
     * Who did what to which object, where, and how it ended; at most 1,000 UTF-16 units. Such as {@code alice (via
     * system:serviceaccount:ci:bot) created pods/exec shop/web-0 in prod}.
     */
    public static String of(Alert alert) {
        StringBuilder text = new StringBuilder();
        if (alert.actor().kind().equals("unknown")) {
            text.append(object(alert.target()))
                    .append(" was ")
                    .append(Verbs.isKnown(alert.verb()) ? Verbs.past(alert.verb()) : "changed")
                    .append(place(alert))
                    .append(" by nobody known");
        } else {
            text.append(actor(alert.actor())).append(' ').append(deed(alert)).append(place(alert));
        }
        text.append(ending(alert));
        return PlainText.clean(text.toString(), WHOLE);
    }

    /**
     * What changed, one line a path: {@code path: before → after}. At most {@code most} lines, and one more that counts
     * the rest; each line at most 600 UTF-16 units.
     */
    public static List<String> changes(Alert alert, int most) {
        List<Alert.Change> changes = alert.changes();
        List<String> lines = new ArrayList<>();
        for (Alert.Change change : changes.subList(0, Math.min(Math.max(most, 0), changes.size()))) {
            lines.add(change(change));
        }
        int rest = changes.size() - lines.size();
        if (rest > 0) {
            lines.add("… and " + rest + " more");
        }
        return List.copyOf(lines);
    }

    private static String change(Alert.Change change) {
        String path = PlainText.clean(change.path(), NAME);
        String before = PlainText.clean(change.before(), VALUE);
        String after = PlainText.clean(change.after(), VALUE);
        if (before.isEmpty()) {
            return path + ": added " + after;
        }
        return after.isEmpty() ? path + ": removed " + before : path + ": " + before + " → " + after;
    }

    /** Whom people should look for first: who applied it, then through whom. */
    private static String actor(Alert.Actor actor) {
        String who = actor.name().isEmpty() ? nameless(actor.kind()) : name(actor.name());
        if (!actor.impersonating().isEmpty()) {
            who = who + " (as " + name(actor.impersonating()) + ")";
        }
        return actor.onBehalfOf().isEmpty() ? who : name(actor.onBehalfOf()) + " (via " + who + ")";
    }

    private static String nameless(String kind) {
        return switch (kind) {
            case "anonymous" -> "anonymous";
            case "unauthenticated" -> "somebody unauthenticated";
            default -> "somebody";
        };
    }

    private static String deed(Alert alert) {
        String result = alert.outcome().result();
        boolean tried = result.equals("denied") || result.equals("failed");
        String verb = tried ? "tried to " + Verbs.base(alert.verb()) : Verbs.past(alert.verb());
        return verb + " " + object(alert.target());
    }

    /** Such as {@code pods/exec shop/web-0}; the path of a request that is about no object. */
    static String object(Alert.Target target) {
        if (target.resource().isEmpty()) {
            return target.uri().isEmpty() ? "something" : name(target.uri());
        }
        String kind =
                name(target.resource()) + (target.subresource().isEmpty() ? "" : "/" + name(target.subresource()));
        if (target.namespace().isEmpty() && target.name().isEmpty()) {
            return kind;
        }
        String namespace = target.namespace().isEmpty() ? "" : name(target.namespace()) + "/";
        return kind + " " + namespace + (target.name().isEmpty() ? "*" : name(target.name()));
    }

    private static String place(Alert alert) {
        return alert.cluster().isEmpty() ? "" : " in " + name(alert.cluster());
    }

    private static String ending(Alert alert) {
        StringBuilder text = new StringBuilder();
        Alert.Outcome outcome = alert.outcome();
        switch (outcome.result()) {
            case "denied", "failed" -> {
                text.append(", ").append(outcome.result());
                if (outcome.code() != 0) {
                    text.append(" (").append(outcome.code()).append(')');
                }
            }
            case "dry-run" -> text.append(", as a dry run");
            default -> {}
        }
        if (alert.episode().count() > 1) {
            text.append(", ").append(alert.episode().count()).append(" times");
            if (!alert.correlation().window().isEmpty()) {
                text.append(" (window ")
                        .append(name(alert.correlation().window()))
                        .append(')');
            }
        }
        if (alert.episode().state() == Alert.EpisodeState.CLOSE) {
            text.append(", over now");
        }
        return text.toString();
    }

    /** A name that cannot be mistaken for words of ours. */
    static String name(String text) {
        String clean = PlainText.clean(text, NAME);
        return PLAIN_NAME.matcher(clean).matches() ? clean : "\"" + clean.replace('"', '\'') + "\"";
    }
}

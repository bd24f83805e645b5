// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.deploy.cli.backtest;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Instant;

/**
 * What of an alert is compared and shown, each text cut.
 *
 * @param id the alert's id
 * @param eventId the event that it is anchored at
 */
record Telling(
        String id,
        String rule,
        String title,
        Severity severity,
        long count,
        Instant first,
        Instant last,
        int revision,
        String cluster,
        String actor,
        String verb,
        String target,
        String eventId) {

    private static final int LONGEST = 200;

    static Telling of(Alert alert) {
        Alert.Target to = alert.target();
        String resource = to.resource() + (to.subresource().isEmpty() ? "" : "/" + to.subresource());
        String name = to.namespace().isEmpty() ? to.name() : to.namespace() + "/" + to.name();
        return new Telling(
                alert.id(),
                alert.rule().id(),
                alert.rule().title(),
                alert.severity(),
                alert.episode().count(),
                alert.episode().firstSeen(),
                alert.episode().lastSeen(),
                alert.episode().revision(),
                cut(alert.cluster()),
                cut(alert.actor().name()),
                cut(alert.verb()),
                cut((resource + " " + name).strip()),
                anchor(alert));
    }

    static String anchor(Alert alert) {
        return alert.evidence().isEmpty() ? "" : alert.evidence().get(0).eventId();
    }

    private static String cut(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
    }

    boolean overlaps(Telling other) {
        return !first.isAfter(other.last) && !other.first.isAfter(last);
    }

    /** How the other tells the same finding otherwise; empty when it does not. */
    String differsFrom(Telling other) {
        if (severity != other.severity) {
            return "severity " + severity.wireName() + " → " + other.severity.wireName();
        }
        if (!title.equals(other.title)) {
            return "title '" + title + "' → '" + other.title + "'";
        }
        return count == other.count ? "" : "count " + count + " → " + other.count;
    }
}

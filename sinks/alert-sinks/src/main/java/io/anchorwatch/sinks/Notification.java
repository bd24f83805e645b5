// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One message to people: one alert, or several that a route groups, or only the count of what a limit held back.
 *
 * @param id identity of this very message; the same at every try: the idempotency key
 * @param key what it is about: the same for all messages of a group, or the fingerprint of a single finding; 40 hex digits
 * @param route name of the route it came by
 * @param group the route's group-by fields and their values, in the route's order; empty for a single alert
 * @param alerts what to tell, oldest first; empty only when {@code held} is not
 * @param held what is counted instead of told; {@link Held#NONE} when nothing is
 * @param template text to tell it by, of the route; empty for the sink's own
 */
public record Notification(
        String id,
        String key,
        String route,
        Map<String, String> group,
        List<Alert> alerts,
        Held held,
        Optional<MessageTemplate> template) {

    public Notification {
        group = Collections.unmodifiableMap(new LinkedHashMap<>(group));
        alerts = List.copyOf(alerts);
        if (alerts.isEmpty() && held.count() == 0) {
            throw new IllegalArgumentException("a notification tells something");
        }
    }

    /** Of one alert, with the sink's own text. */
    public static Notification of(Alert alert, String route) {
        return new Notification(
                alert.deliveryId(), alert.fingerprint(), route, Map.of(), List.of(alert), Held.NONE, Optional.empty());
    }

    /** The worst of what it tells or counts. */
    public Severity severity() {
        Severity worst = held.worst();
        for (Alert alert : alerts) {
            worst = alert.severity().compareTo(worst) > 0 ? alert.severity() : worst;
        }
        return worst;
    }

    /** Whether everything it tells of is over. What it counts of the same finding came before. */
    public boolean isResolved() {
        return !alerts.isEmpty()
                && (held.count() == 0
                        || alerts.stream().allMatch(alert -> alert.fingerprint().equals(key)))
                && alerts.stream().allMatch(alert -> alert.episode().state() == Alert.EpisodeState.CLOSE);
    }

    /**
     * Alerts that are counted instead of told.
     *
     * @param count how many; 0 for none
     * @param from event time of the earliest
     * @param to event time of the latest
     * @param rules by rule id, most first
     * @param reason why they were held, such as {@code repeats within 4h} or {@code more than 20 in 1m}; empty for none
     */
    public record Held(long count, Instant from, Instant to, List<HeldRule> rules, String reason) {

        /** Nothing. */
        public static final Held NONE = new Held(0, Instant.EPOCH, Instant.EPOCH, List.of(), "");

        public Held {
            rules = List.copyOf(rules);
        }

        Severity worst() {
            Severity worst = Severity.INFORMATIONAL;
            for (HeldRule rule : rules) {
                worst = rule.severity().compareTo(worst) > 0 ? rule.severity() : worst;
            }
            return worst;
        }
    }

    /**
     * How many of one rule were held.
     *
     * @param severity the worst of them
     */
    public record HeldRule(String id, String title, Severity severity, long count) {}
}

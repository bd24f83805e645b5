// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.notify;

import io.anchorwatch.sinks.Notification.Held;
import io.anchorwatch.sinks.Notification.HeldRule;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts alerts that are not told one by one: bounded, however many come. Not thread-safe. */
final class Tally {

    /** Rules counted by name; those of further ones are one line. */
    static final int MOST_RULES = 50;

    /** Id of that line. */
    static final String OTHERS = "others";

    private final Map<String, HeldRule> rules = new LinkedHashMap<>();
    private long count;
    private Instant from = Instant.MAX;
    private Instant to = Instant.MIN;

    void add(Alert alert) {
        span(alert.time(), alert.time());
        add(new HeldRule(alert.rule().id(), alert.rule().title(), alert.severity(), 1));
    }

    void add(Held held) {
        if (held.count() > 0) {
            span(held.from(), held.to());
            held.rules().forEach(this::add);
        }
    }

    private void span(Instant first, Instant last) {
        from = first.isBefore(from) ? first : from;
        to = last.isAfter(to) ? last : to;
    }

    private void add(HeldRule more) {
        count += more.count();
        boolean room = rules.containsKey(more.id()) || rules.size() < MOST_RULES;
        HeldRule named = room ? more : new HeldRule(OTHERS, "further rules", more.severity(), more.count());
        rules.merge(named.id(), named, Tally::sum);
    }

    private static HeldRule sum(HeldRule a, HeldRule b) {
        Severity worst = a.severity().compareTo(b.severity()) > 0 ? a.severity() : b.severity();
        return new HeldRule(a.id(), a.title(), worst, a.count() + b.count());
    }

    long count() {
        return count;
    }

    Held held(String reason) {
        if (count == 0) {
            return Held.NONE;
        }
        List<HeldRule> most = rules.values().stream()
                .sorted(Comparator.comparingLong(HeldRule::count).reversed().thenComparing(HeldRule::id))
                .toList();
        return new Held(count, from, to, most, reason);
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.incident;

import io.anchorwatch.sinks.Notification.Held;
import io.anchorwatch.sinks.Notification.HeldRule;
import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a message only counts. */
final class More {

    private static final int RULES = 6;
    private static final int WORDS = 200;

    /** The worst first: what is most frequent is seldom what matters. */
    static final Comparator<HeldRule> ORDER = Comparator.comparing(HeldRule::severity)
            .thenComparingLong(HeldRule::count)
            .reversed();

    private More() {}

    static String alerts(long count) {
        return count == 1 ? "1 alert" : count + " alerts";
    }

    /** A line with the sum, one a rule, and the reason; {@code after} whether something is told above it. */
    static List<String> lines(List<Finding> untold, Held held, boolean after) {
        long count = untold.size() + held.count();
        if (count == 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add((after ? "and " + count + " more, " : alerts(count) + ", ") + span(untold, held));
        List<HeldRule> rules = rules(untold, held);
        for (HeldRule rule : rules.subList(0, Math.min(RULES, rules.size()))) {
            lines.add(rule.count() + " × " + PlainText.clean(rule.title(), WORDS) + " ("
                    + rule.severity().wireName() + ")");
        }
        if (rules.size() > RULES) {
            lines.add("… and " + (rules.size() - RULES) + " other rules");
        }
        if (!held.reason().isEmpty()) {
            lines.add((untold.isEmpty() ? "" : held.count() + " of them ") + "held because: "
                    + PlainText.clean(held.reason(), WORDS));
        }
        return List.copyOf(lines);
    }

    private static String span(List<Finding> untold, Held held) {
        Instant from = held.count() > 0 ? held.from() : Instant.MAX;
        Instant to = held.count() > 0 ? held.to() : Instant.MIN;
        for (Finding finding : untold) {
            Instant time = finding.alert().time();
            from = time.isBefore(from) ? time : from;
            to = time.isAfter(to) ? time : to;
        }
        return Spans.between(from, to);
    }

    private static List<HeldRule> rules(List<Finding> untold, Held held) {
        Map<String, HeldRule> rules = new LinkedHashMap<>();
        held.rules().forEach(rule -> rules.merge(rule.id(), rule, More::sum));
        for (Finding finding : untold) {
            String id = finding.alert().rule().id();
            rules.merge(id, new HeldRule(id, finding.title(), finding.severity(), 1), More::sum);
        }
        return rules.values().stream().sorted(ORDER).toList();
    }

    private static HeldRule sum(HeldRule one, HeldRule other) {
        Severity worst = one.severity().compareTo(other.severity()) >= 0 ? one.severity() : other.severity();
        return new HeldRule(one.id(), one.title(), worst, one.count() + other.count());
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.incident;

import io.anchorwatch.sinks.Notification.Held;
import io.anchorwatch.sinks.format.PlainText;
import java.util.List;

/** The one line that a locked phone shows. */
final class Headline {

    private static final int MOST = 250;

    private Headline() {}

    static String of(List<Finding> findings, Held held) {
        if (findings.isEmpty()) {
            String first = held.rules().stream()
                    .min(More.ORDER)
                    .map(worst -> ": " + rule(worst.title(), held.rules().size()))
                    .orElse("");
            return PlainText.clean(More.alerts(held.count()) + " held back" + first, MOST);
        }
        if (findings.size() == 1) {
            return findings.get(0).title();
        }
        long titles = findings.stream().map(Finding::title).distinct().count();
        return PlainText.clean(
                More.alerts(findings.size()) + ": " + rule(findings.get(0).title(), titles), MOST);
    }

    private static String rule(String title, long rules) {
        return rules == 1 ? title : title + " and " + (rules - 1) + (rules == 2 ? " other rule" : " other rules");
    }
}

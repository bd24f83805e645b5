// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.opsgenie;

import io.anchorwatch.sinks.chat.Detail;
import io.anchorwatch.sinks.incident.Fact;
import io.anchorwatch.sinks.incident.Finding;
import io.anchorwatch.sinks.incident.Incident;
import io.anchorwatch.sinks.pager.PageText;
import java.util.ArrayList;
import java.util.List;

/** What an alert says below its title, line by line. The runbook is the only link in it. */
final class Description {

    private static final int MOST_LINE = 1000;

    private Description() {}

    static String of(Incident incident, int most) {
        List<String> lines = new ArrayList<>();
        if (!incident.groupText().isEmpty()) {
            lines.add(safe("Group: " + incident.groupText()));
        }
        int told = Math.min(Detail.FULL.findings(), incident.findings().size());
        boolean several = incident.findings().size() > 1;
        for (Finding finding : incident.findings().subList(0, told)) {
            if (several) {
                lines.add("");
                lines.add(safe(finding.label() + ": " + finding.title()));
            }
            tell(finding, lines);
        }
        List<String> more = incident.more(told);
        if (!more.isEmpty()) {
            lines.add("");
            more.forEach(line -> lines.add(safe(line)));
        }
        return whole(lines, most);
    }

    private static void tell(Finding finding, List<String> lines) {
        lines.add(safe(finding.sentence()));
        Detail.FULL.shown(finding.changes()).forEach(change -> lines.add(safe("• " + change)));
        for (Fact fact : finding.facts(true)) {
            lines.add(safe(fact.label() + ": " + fact.text()));
        }
        finding.runbook().ifPresent(runbook -> lines.add("Runbook: " + runbook));
    }

    /** As many lines as fit, none of them cut. */
    private static String whole(List<String> lines, int most) {
        StringBuilder text = new StringBuilder();
        for (String line : lines) {
            if (text.length() + line.length() + 2 > most) {
                return text.append('…').toString();
            }
            text.append(text.length() == 0 ? "" : "\n").append(line);
        }
        return text.toString().strip();
    }

    private static String safe(String line) {
        return PageText.of(line, MOST_LINE);
    }
}

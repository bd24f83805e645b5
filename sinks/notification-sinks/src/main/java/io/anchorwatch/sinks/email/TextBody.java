// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.email;

import io.anchorwatch.sinks.chat.Detail;
import io.anchorwatch.sinks.incident.Fact;
import io.anchorwatch.sinks.incident.Finding;
import io.anchorwatch.sinks.incident.Incident;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A mail's text for programs and people that want no HTML. */
final class TextBody {

    /** A little more than in a chat: a mail stands alone. */
    static final Detail DETAIL = new Detail(5, 6, true);

    private final StringBuilder text = new StringBuilder();

    private TextBody() {}

    static String of(Incident incident) {
        return new TextBody().write(incident);
    }

    private String write(Incident incident) {
        line(incident.label() + ": " + incident.headline());
        if (!incident.group().isEmpty()) {
            line(incident.groupText());
        }
        line("");
        Optional<String> own = incident.text(Defang::of);
        List<Finding> shown = incident.findings()
                .subList(0, Math.min(DETAIL.findings(), incident.findings().size()));
        if (own.isPresent()) {
            // The operator's own words, links and all.
            text.append(own.get().strip()).append("\n\n");
            shown.forEach(finding -> finding.facts(false).forEach(this::fact));
        } else {
            boolean several = incident.findings().size() > 1 || incident.held().count() > 0;
            shown.forEach(finding -> finding(finding, several));
            incident.more(shown.size()).forEach(this::line);
        }
        return text.toString();
    }

    private void finding(Finding finding, boolean several) {
        if (several) {
            line("* " + finding.label() + ": " + finding.title());
        }
        line(finding.sentence());
        line("");
        if (!finding.changes().isEmpty()) {
            line("Changed:");
            finding.changes().forEach(change -> line("  " + change));
            line("");
        }
        finding.facts(true).forEach(this::fact);
        Optional<URI> runbook = finding.runbook();
        runbook.ifPresent(link -> text.append("Runbook: ").append(link).append('\n'));
        line("");
    }

    private void fact(Fact fact) {
        line(String.format(Locale.ROOT, "%-8s %s", fact.label() + ":", fact.text()));
    }

    private void line(String words) {
        text.append(Defang.of(words)).append('\n');
    }
}

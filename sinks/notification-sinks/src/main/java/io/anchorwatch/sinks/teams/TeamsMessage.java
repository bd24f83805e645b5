// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.teams;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.sinks.chat.Detail;
import io.anchorwatch.sinks.format.Escapes;
import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.sinks.incident.Fact;
import io.anchorwatch.sinks.incident.Finding;
import io.anchorwatch.sinks.incident.Incident;
import io.anchorwatch.sinks.incident.Tone;
import io.anchorwatch.streamjobs.alert.Severity;
import java.util.List;
import java.util.Optional;

/**
 * An incident as the message that a workflow takes.
 *
 * @see <a href="https://learn.microsoft.com/en-us/connectors/teams/?tabs=text1#microsoft-teams-webhook">The trigger's body</a>
 */
final class TeamsMessage {

    private static final String ALERT = "alert:";
    private static final String CARD = "application/vnd.microsoft.card.adaptive";
    private static final int TEMPLATE = 8000;
    private static final int TEMPLATE_VALUE = 300;
    private static final int CHANGE = 300;

    private TeamsMessage() {}

    static byte[] of(Incident incident, Detail detail) {
        ObjectNode message = JsonNodeFactory.instance.objectNode().put("type", "message");
        message.putArray("attachments").addObject().put("contentType", CARD).set("content", card(incident, detail));
        return message.toString().getBytes(UTF_8);
    }

    private static ObjectNode card(Incident incident, Detail detail) {
        Card card = new Card();
        card.box(style(incident));
        card.title(incident.tone().mark() + " " + incident.label() + ": " + incident.headline(), "Medium");
        if (!incident.group().isEmpty()) {
            card.line(incident.groupText());
        }
        List<Finding> shown = incident.findings()
                .subList(0, Math.min(detail.findings(), incident.findings().size()));
        Optional<String> own = incident.text(value -> Escapes.adaptiveCardMarkdown(value, TEMPLATE_VALUE));
        if (own.isPresent()) {
            card.box("default");
            card.ready(cut(own.get().strip()));
        }
        boolean several = incident.findings().size() > 1 || incident.held().count() > 0;
        for (Finding finding : shown) {
            if (own.isPresent()) {
                card.paragraph(ALERT + finding.id(), fact(finding.facts(false)));
            } else {
                finding(card, finding, detail, several);
            }
        }
        List<String> more = own.isPresent() ? List.of() : incident.more(shown.size());
        if (!more.isEmpty()) {
            card.box("default");
            more.forEach(card::line);
        }
        return card.json();
    }

    private static void finding(Card card, Finding finding, Detail detail, boolean several) {
        card.box("default");
        if (several) {
            card.title(
                    Tone.of(finding.severity(), finding.resolved()).mark() + " " + finding.label() + ": "
                            + finding.title(),
                    "Default");
        }
        card.paragraph(ALERT + finding.id(), finding.sentence());
        List<String> changes = detail.shown(finding.changes()).stream()
                .map(change -> PlainText.clean(change, CHANGE))
                .toList();
        if (!changes.isEmpty()) {
            card.label("Changed");
            card.code(changes);
        }
        finding.facts(detail.surroundings()).forEach(fact -> card.fact(fact.label(), fact.text()));
        finding.runbook().ifPresent(link -> card.link(several ? "Runbook: " + finding.title() : "Runbook", link));
    }

    private static String cut(String markdown) {
        if (markdown.length() <= TEMPLATE) {
            return markdown;
        }
        int end = Character.isHighSurrogate(markdown.charAt(TEMPLATE - 1)) ? TEMPLATE - 1 : TEMPLATE;
        return markdown.substring(0, end);
    }

    private static String fact(List<Fact> facts) {
        return String.join(
                " · ",
                facts.stream().map(fact -> fact.label() + " " + fact.text()).toList());
    }

    /** The container styles that Teams has colours for. */
    private static String style(Incident incident) {
        if (incident.resolved()) {
            return "good";
        }
        Severity severity = incident.severity();
        return switch (severity) {
            case CRITICAL, HIGH -> "attention";
            case MEDIUM -> "warning";
            case LOW -> "accent";
            case INFORMATIONAL -> "emphasis";
        };
    }
}

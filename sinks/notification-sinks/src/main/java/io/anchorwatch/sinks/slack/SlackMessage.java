// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.slack;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.sinks.chat.Detail;
import io.anchorwatch.sinks.format.Escapes;
import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.sinks.incident.Fact;
import io.anchorwatch.sinks.incident.Finding;
import io.anchorwatch.sinks.incident.Incident;
import io.anchorwatch.sinks.incident.Tone;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An incident as a message. At most 24 blocks of the 50 that Slack takes, and some 20 KB.
 *
 * @see <a href="https://docs.slack.dev/reference/methods/chat.postMessage">chat.postMessage</a>
 */
final class SlackMessage {

    /** Of {@code text}, which is mrkdwn and shown where blocks are not, as on a locked phone. */
    private static final int SUMMARY = 500;

    private static final int TEMPLATE_VALUE = 400;
    private static final int CHANGE = 300;

    private SlackMessage() {}

    /**
     * The message, without a channel.
     *
     * @param mark what stands before an alert's id in the name of the block that tells of it
     */
    static ObjectNode of(Incident incident, Detail detail, String mark) {
        Blocks blocks = new Blocks();
        blocks.header(incident.tone().mark() + " " + incident.label() + ": " + incident.headline());
        if (!incident.group().isEmpty()) {
            blocks.small(List.of(incident.groupText()));
        }
        Optional<String> own = incident.text(value -> Escapes.slackMrkdwn(value, TEMPLATE_VALUE));
        if (own.isPresent()) {
            blocks.ready(own.get());
            ids(blocks, incident, detail, mark);
        } else {
            findings(blocks, incident, detail, mark);
        }
        ObjectNode message = JsonNodeFactory.instance.objectNode();
        message.put("text", Escapes.slackMrkdwn(incident.tone().mark() + " " + incident.summary(), SUMMARY));
        message.set("blocks", blocks.array());
        return message.put("unfurl_links", false).put("unfurl_media", false);
    }

    private static void findings(Blocks blocks, Incident incident, Detail detail, String mark) {
        boolean several = incident.findings().size() > 1 || incident.held().count() > 0;
        List<Finding> shown = shown(incident, detail);
        for (Finding finding : shown) {
            if (several) {
                blocks.divider();
                blocks.bold(Tone.of(finding.severity(), finding.resolved()).mark() + " " + finding.label() + ": "
                        + finding.title());
            }
            finding(blocks, finding, detail, mark);
        }
        List<String> more = incident.more(shown.size());
        if (!more.isEmpty()) {
            blocks.divider();
            blocks.paragraph("", more);
        }
    }

    private static void finding(Blocks blocks, Finding finding, Detail detail, String mark) {
        blocks.paragraph(mark + finding.id(), List.of(finding.sentence()));
        List<String> changes = new ArrayList<>();
        for (String change : detail.shown(finding.changes())) {
            changes.add((changes.isEmpty() ? "Changed: " : "• ") + PlainText.clean(change, CHANGE));
        }
        if (changes.size() > 1) {
            changes.set(0, "• " + changes.get(0).substring("Changed: ".length()));
            changes.add(0, "Changed:");
        }
        if (!changes.isEmpty()) {
            blocks.paragraph("", changes);
        }
        blocks.small(finding.facts(detail.surroundings()).stream()
                .map(SlackMessage::line)
                .toList());
        finding.runbook().ifPresent(link -> blocks.link("Runbook", link));
    }

    /** Under an operator's own words: what it takes to look the alerts up. */
    private static void ids(Blocks blocks, Incident incident, Detail detail, String mark) {
        for (Finding finding : shown(incident, detail)) {
            blocks.paragraph(
                    mark + finding.id(),
                    finding.facts(false).stream().map(SlackMessage::line).toList());
        }
    }

    private static List<Finding> shown(Incident incident, Detail detail) {
        return incident.findings()
                .subList(0, Math.min(detail.findings(), incident.findings().size()));
    }

    private static String line(Fact fact) {
        return fact.label() + ": " + fact.text();
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.pagerduty;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.chat.Detail;
import io.anchorwatch.sinks.format.SeverityMap;
import io.anchorwatch.sinks.incident.Finding;
import io.anchorwatch.sinks.incident.Incident;
import io.anchorwatch.sinks.pager.Page;
import io.anchorwatch.sinks.pager.PageText;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.WireTime;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A message as an event: keys are fixed, texts bounded, so that it stays far below the 512 KB that PagerDuty takes.
 *
 * @see <a href="https://developer.pagerduty.com/docs/send-alert-event">fields and their lengths</a>
 */
final class PagerDutyEvent {

    private static final int MOST_SUMMARY = 1024;
    private static final int MOST_TEXT = 1000;
    private static final int MOST_NAME = 200;
    private static final int MOST_BODY = 5000;
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59Z");

    private final Notification message;
    private final Incident incident;
    private final Page page;

    private PagerDutyEvent(Notification message) {
        this.message = message;
        incident = Incident.of(message);
        page = Page.of(message);
    }

    /** The body of the request. */
    static byte[] of(Notification message, String routingKey) {
        return new PagerDutyEvent(message).event(routingKey).toString().getBytes(UTF_8);
    }

    private ObjectNode event(String routingKey) {
        ObjectNode event = JsonNodeFactory.instance
                .objectNode()
                .put("routing_key", routingKey)
                .put("event_action", page.ends() ? "resolve" : "trigger")
                .put("dedup_key", page.key());
        if (!page.ends()) {
            event.set("payload", payload());
            event.put("client", "Anchorwatch");
            ArrayNode links = links();
            if (!links.isEmpty()) {
                event.set("links", links);
            }
        }
        return event;
    }

    private ObjectNode payload() {
        ObjectNode payload = JsonNodeFactory.instance
                .objectNode()
                .put("summary", PageText.of(incident.summary(), MOST_SUMMARY))
                .put("severity", SeverityMap.pagerDuty(page.severity()));
        List<Finding> findings = incident.findings();
        String cluster = findings.isEmpty() ? "" : findings.get(0).alert().cluster();
        payload.put("source", cluster.isBlank() ? "kubernetes" : PageText.of(cluster, MOST_NAME));
        if (!findings.isEmpty()) {
            Alert worst = findings.get(0).alert();
            text(payload, "component", worst.target().resource(), MOST_NAME);
            text(payload, "group", worst.target().namespace(), MOST_NAME);
            text(payload, "class", worst.rule().id(), MOST_NAME);
            if (!worst.time().isBefore(Instant.EPOCH) && worst.time().isBefore(LAST)) {
                payload.put("timestamp", WireTime.format(worst.time()));
            }
        }
        payload.set("custom_details", details());
        return payload;
    }

    /** In the order that people read. */
    private ObjectNode details() {
        ObjectNode details = JsonNodeFactory.instance.objectNode().put("severity", incident.label());
        text(details, "group", incident.groupText(), MOST_TEXT);
        List<Finding> findings = incident.findings();
        incident.text(value -> PageText.of(value, MOST_TEXT))
                .ifPresentOrElse(
                        body -> details.put("text", PageText.body(body, MOST_BODY)),
                        () -> findings.stream().findFirst().ifPresent(finding -> tell(details, finding)));
        details.put(
                "alert_id", findings.isEmpty() ? message.id() : findings.get(0).id());
        int told = Math.min(Detail.FULL.findings(), findings.size());
        lines(
                details,
                "others",
                findings.stream().limit(told).skip(1).map(PagerDutyEvent::line).toList());
        lines(details, "more", incident.more(told));
        return details;
    }

    private static void tell(ObjectNode details, Finding finding) {
        text(details, "what", finding.sentence(), MOST_TEXT);
        lines(details, "changed", finding.changes());
        finding.facts(true).stream()
                .filter(fact -> !fact.label().equals("Alert"))
                .forEach(fact -> text(details, fact.label().toLowerCase(Locale.ROOT), fact.text(), MOST_TEXT));
    }

    private static String line(Finding finding) {
        return finding.label() + ": " + finding.title() + " — " + finding.sentence() + " (" + finding.id() + ")";
    }

    private ArrayNode links() {
        Map<URI, String> runbooks = new LinkedHashMap<>();
        for (Finding finding : incident.findings()) {
            if (runbooks.size() < Detail.FULL.findings()) {
                String rule = PageText.of(finding.alert().rule().id(), MOST_NAME);
                finding.runbook().ifPresent(runbook -> runbooks.putIfAbsent(runbook, rule));
            }
        }
        ArrayNode links = JsonNodeFactory.instance.arrayNode();
        runbooks.forEach((runbook, rule) -> links.addObject()
                .put("href", runbook.toString())
                .put("text", "Runbook of " + rule + " (" + runbook.getHost() + ")"));
        return links;
    }

    private static void text(ObjectNode object, String key, String text, int most) {
        if (!text.isBlank()) {
            object.put(key, PageText.of(text, most));
        }
    }

    private static void lines(ObjectNode object, String key, List<String> lines) {
        if (!lines.isEmpty()) {
            ArrayNode array = object.putArray(key);
            lines.forEach(line -> array.add(PageText.of(line, MOST_TEXT)));
        }
    }
}

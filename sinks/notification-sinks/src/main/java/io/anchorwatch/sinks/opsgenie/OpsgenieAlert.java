// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.opsgenie;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.format.SeverityMap;
import io.anchorwatch.sinks.incident.Finding;
import io.anchorwatch.sinks.incident.Incident;
import io.anchorwatch.sinks.pager.Page;
import io.anchorwatch.sinks.pager.PageText;
import io.anchorwatch.streamjobs.alert.Alert;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A message as an alert.
 *
 * @see <a href="https://docs.opsgenie.com/docs/alert-api#create-alert">fields and their lengths</a>
 */
final class OpsgenieAlert {

    private static final int MOST_MESSAGE = 130;
    private static final int MOST_DESCRIPTION = 15_000;
    private static final int MOST_ENTITY = 512;
    private static final int MOST_TAG = 50;
    private static final int MOST_TAGS = 20;

    /** Of each of ten details, so that all stay below 8,000 with their names. */
    private static final int MOST_DETAIL = 200;

    private final Notification message;
    private final Incident incident;
    private final Page page;

    private OpsgenieAlert(Notification message, Page page) {
        this.message = message;
        this.page = page;
        incident = Incident.of(message);
    }

    /** The body of the request that creates it. */
    static byte[] create(Notification message, Page page, OpsgenieConfig config) {
        return new OpsgenieAlert(message, page).alert(config).toString().getBytes(UTF_8);
    }

    /** The body of the request that closes it. */
    static byte[] close(Notification message) {
        Incident incident = Incident.of(message);
        return JsonNodeFactory.instance
                .objectNode()
                .put("source", "anchorwatch")
                .put("note", PageText.of(incident.summary(), 1000))
                .toString()
                .getBytes(UTF_8);
    }

    private ObjectNode alert(OpsgenieConfig config) {
        ObjectNode alert = JsonNodeFactory.instance
                .objectNode()
                .put("message", PageText.of(incident.label() + ": " + incident.headline(), MOST_MESSAGE))
                .put("alias", page.key())
                .put("description", description())
                .put("priority", SeverityMap.opsgenie(page.severity()))
                .put("source", "anchorwatch");
        incident.findings().stream()
                .findFirst()
                .ifPresent(finding -> entity(alert, finding.alert().target()));
        ArrayNode tags = alert.putArray("tags");
        tags(config.tags()).forEach(tags::add);
        if (!config.teams().isEmpty()) {
            ArrayNode responders = alert.putArray("responders");
            config.teams()
                    .forEach(team -> responders.addObject().put("type", "team").put("name", team));
        }
        alert.set("details", details());
        return alert;
    }

    private static void entity(ObjectNode alert, Alert.Target target) {
        String object = target.namespace().isEmpty() ? target.name() : target.namespace() + "/" + target.name();
        String entity = (target.resource() + " " + object).strip();
        if (!entity.isEmpty()) {
            alert.put("entity", PageText.of(entity, MOST_ENTITY));
        }
    }

    private String description() {
        return incident.text(value -> PageText.of(value, 1000))
                .map(text -> PageText.body(text, MOST_DESCRIPTION))
                .orElseGet(() -> Description.of(incident, MOST_DESCRIPTION));
    }

    /** The operator's, then the ATT&amp;CK ids. */
    private List<String> tags(List<String> own) {
        Set<String> tags = new LinkedHashSet<>(own);
        for (Finding finding : incident.findings()) {
            finding.alert().rule().attack().forEach(id -> tags.add(PageText.of(id, MOST_TAG)));
        }
        return tags.stream().filter(tag -> !tag.isBlank()).limit(MOST_TAGS).toList();
    }

    private ObjectNode details() {
        ObjectNode details = JsonNodeFactory.instance.objectNode();
        details.put("alert_id", message.id());
        if (!incident.findings().isEmpty()) {
            Finding worst = incident.findings().get(0);
            Alert alert = worst.alert();
            details.put("alert_id", worst.id());
            put(details, "rule", alert.rule().id());
            put(details, "cluster", alert.cluster());
            put(details, "namespace", alert.target().namespace());
            put(details, "actor", alert.actor().name());
            put(details, "outcome", alert.outcome().result());
        }
        put(details, "severity", incident.severity().wireName());
        put(details, "route", message.route());
        return details;
    }

    private static void put(ObjectNode details, String key, String value) {
        if (!value.isBlank()) {
            details.put(key, PageText.of(value, MOST_DETAIL));
        }
    }
}

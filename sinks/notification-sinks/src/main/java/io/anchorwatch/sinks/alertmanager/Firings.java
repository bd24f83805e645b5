// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.alertmanager;

import io.anchorwatch.sinks.Notification;
import io.anchorwatch.sinks.Notification.Held;
import io.anchorwatch.sinks.incident.Finding;
import io.anchorwatch.sinks.incident.Incident;
import io.anchorwatch.sinks.pager.PageText;
import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.Severity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes alerts of messages: one each, and one more for what is only counted. Text of an event stands in annotations;
 * a label holds nothing that an event could make long or many, but for names that Kubernetes itself bounds.
 */
final class Firings {

    static final String HELD = "AnchorwatchAlertsHeldBack";

    private static final int MOST_LABEL = 128;
    private static final int MOST_TEXT = 1000;
    private static final int MOST_BODY = 5000;

    private final AlertmanagerConfig config;

    Firings(AlertmanagerConfig config) {
        this.config = config;
    }

    List<Firing> of(Notification message) {
        List<Firing> firings = new ArrayList<>();
        for (Alert alert : message.alerts()) {
            firings.add(told(message, alert));
        }
        if (message.held().count() > 0) {
            firings.add(held(message));
        }
        return firings;
    }

    private Firing told(Notification message, Alert alert) {
        Incident one = Incident.of(new Notification(
                message.id(),
                alert.fingerprint(),
                message.route(),
                Map.of(),
                List.of(alert),
                Held.NONE,
                message.template()));
        Finding finding = one.findings().get(0);
        Map<String, String> labels = labels(alert.rule().id(), alert.severity());
        label(labels, "cluster", alert.cluster());
        label(labels, "namespace", alert.target().namespace());
        label(labels, "resource", alert.target().resource());
        label(labels, "actor_kind", alert.actor().kind());
        label(labels, "finding", alert.fingerprint());
        Map<String, String> annotations = new LinkedHashMap<>();
        text(annotations, "summary", finding.label() + ": " + finding.title());
        one.text(value -> PageText.of(value, MOST_TEXT))
                .ifPresentOrElse(
                        body -> annotations.put("description", PageText.body(body, MOST_BODY)),
                        () -> text(annotations, "description", finding.sentence()));
        lines(annotations, "changes", finding.changes());
        text(annotations, "seen", finding.when());
        text(annotations, "source", finding.source());
        text(annotations, "rule", finding.rule());
        text(annotations, "next", finding.advice());
        finding.runbook().ifPresent(runbook -> annotations.put("runbook_url", runbook.toString()));
        text(annotations, "alert_id", finding.id());
        text(annotations, "route", message.route());
        return new Firing(
                alert.fingerprint(),
                labels,
                annotations,
                alert.episode().firstSeen(),
                finding.resolved(),
                !alert.correlation().type().isEmpty());
    }

    private Firing held(Notification message) {
        Incident counted = Incident.of(new Notification(
                message.id(),
                message.key(),
                message.route(),
                message.group(),
                List.of(),
                message.held(),
                Optional.empty()));
        Map<String, String> labels = labels(HELD, counted.severity());
        label(labels, "finding", message.id());
        Map<String, String> annotations = new LinkedHashMap<>();
        text(annotations, "summary", counted.label() + ": " + counted.headline());
        lines(annotations, "description", counted.more(0));
        text(annotations, "group", counted.groupText());
        text(annotations, "alert_id", message.id());
        text(annotations, "route", message.route());
        Instant since = message.held().from();
        return new Firing(message.id(), labels, annotations, since, false, false);
    }

    private Map<String, String> labels(String rule, Severity severity) {
        Map<String, String> labels = new LinkedHashMap<>(config.labels());
        label(labels, "alertname", rule);
        label(labels, "severity", config.severity(severity));
        return labels;
    }

    /** Alertmanager takes an empty label for none. */
    private static void label(Map<String, String> labels, String name, String value) {
        String text = PageText.of(value, MOST_LABEL);
        if (!text.isBlank()) {
            labels.put(name, text);
        }
    }

    private static void text(Map<String, String> annotations, String name, String value) {
        if (!value.isBlank()) {
            annotations.put(name, PageText.of(value, MOST_TEXT));
        }
    }

    private static void lines(Map<String, String> annotations, String name, List<String> lines) {
        if (!lines.isEmpty()) {
            annotations.put(
                    name,
                    String.join(
                            "\n",
                            lines.stream()
                                    .map(line -> PageText.of(line, MOST_TEXT))
                                    .toList()));
        }
    }
}

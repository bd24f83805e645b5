// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.incident;

import io.anchorwatch.sinks.format.PlainText;
import io.anchorwatch.streamjobs.alert.Alert;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a template can put into its places. Of a single alert and of a group's worst: {@code title, sentence, severity,
 * rule, attack, cluster, namespace, actor, verb, target, outcome, changes} (lines), {@code first, last, when, source,
 * runbook, id}; of the message: {@code headline, label, group, count, held, more} (lines) and {@code alerts}, a list of
 * the former.
 */
final class TemplateValues {

    private static final int WORDS = 300;

    private TemplateValues() {}

    static Map<String, Object> of(Incident incident) {
        Map<String, Object> values = new LinkedHashMap<>();
        if (!incident.findings().isEmpty()) {
            values.putAll(of(incident.findings().get(0)));
        }
        values.put("severity", incident.severity().wireName());
        values.put("label", incident.label());
        values.put("headline", incident.headline());
        values.put("group", incident.groupText());
        values.put(
                "count",
                Long.toString(incident.findings().size() + incident.held().count()));
        values.put(
                "held",
                incident.held().count() == 0
                        ? ""
                        : Long.toString(incident.held().count()));
        values.put("more", incident.more(incident.findings().size()));
        values.put(
                "alerts", incident.findings().stream().map(TemplateValues::of).toList());
        return values;
    }

    private static Map<String, Object> of(Finding finding) {
        Alert alert = finding.alert();
        Alert.Target target = alert.target();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("title", finding.title());
        values.put("sentence", finding.sentence());
        values.put("severity", finding.severity().wireName());
        values.put("rule", clean(alert.rule().id()));
        values.put("attack", clean(String.join(", ", alert.rule().attack())));
        values.put("cluster", clean(alert.cluster()));
        values.put("namespace", clean(target.namespace()));
        values.put("actor", clean(alert.actor().name()));
        values.put("verb", clean(alert.verb()));
        values.put("target", clean(named(target)));
        values.put("outcome", clean(alert.outcome().result()));
        values.put("changes", List.copyOf(finding.changes()));
        values.put("first", Spans.at(alert.episode().firstSeen()));
        values.put("last", Spans.at(alert.episode().lastSeen()));
        values.put("when", finding.when());
        values.put("source", finding.source());
        values.put("runbook", finding.runbook().map(Object::toString).orElse(finding.advice()));
        values.put("id", finding.id());
        return values;
    }

    private static String named(Alert.Target target) {
        String resource =
                target.subresource().isEmpty() ? target.resource() : target.resource() + "/" + target.subresource();
        String name = target.namespace().isEmpty() ? target.name() : target.namespace() + "/" + target.name();
        return resource.isEmpty() ? target.uri() : (resource + " " + name).strip();
    }

    private static String clean(String text) {
        return PlainText.clean(text, WORDS);
    }
}

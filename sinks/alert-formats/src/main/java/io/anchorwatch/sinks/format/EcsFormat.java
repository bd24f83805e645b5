// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import io.anchorwatch.streamjobs.alert.Alert;
import io.anchorwatch.streamjobs.alert.AlertTopics;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A document of the Elastic Common Schema. {@code data_stream.*} and {@code event.ingested} are left to who sends it.
 *
 * @see <a href="https://www.elastic.co/docs/reference/ecs/ecs-field-reference">ECS field reference</a>
 */
final class EcsFormat implements AlertFormat {

    static final String VERSION = "9.4.0";

    @Override
    public String id() {
        return "ecs";
    }

    @Override
    public String contentType() {
        return AlertTopics.JSON_TYPE;
    }

    @Override
    public byte[] encode(Alert alert) {
        return JsonDoc.write(doc -> write(doc, alert));
    }

    private static void write(JsonDoc doc, Alert alert) throws IOException {
        doc.time("@timestamp", alert.time());
        doc.object("ecs", ecs -> ecs.text("version", VERSION));
        doc.text("message", Sentence.title(alert) + ": " + Sentence.of(alert), 2048);
        doc.texts("tags", List.of("anchorwatch", "kubernetes"), 2);
        doc.object("labels", labels -> {
            labels.text("severity", alert.severity().wireName());
            labels.text("episode", alert.episode().state().name().toLowerCase(Locale.ROOT));
        });
        doc.object("event", event -> event(event, alert));
        doc.object("rule", rule -> rule(rule, alert));
        threat(doc, Attack.of(alert.rule().attack()));
        doc.object("orchestrator", orchestrator -> orchestrator(orchestrator, alert));
        user(doc, alert.actor());
        client(doc, alert);
        related(doc, alert);
        doc.object("observer", observer -> {
            observer.text("vendor", Product.VENDOR);
            observer.text("product", Product.NAME);
            observer.text("type", "sensor");
        });
        doc.object("anchorwatch", own -> EcsOwnFields.write(own, alert));
    }

    private static void event(JsonDoc event, Alert alert) throws IOException {
        event.text("kind", "alert");
        event.texts("category", EcsEvent.categories(alert), 4);
        event.texts("type", EcsEvent.types(alert), 4);
        event.text("action", alert.verb());
        event.text("outcome", EcsEvent.outcome(alert));
        event.text("id", alert.deliveryId());
        event.text("code", alert.rule().id());
        event.number("severity", SeverityMap.ecs(alert.severity()));
        event.number("risk_score", alert.riskScore());
        event.text("dataset", "anchorwatch.alert");
        event.text("module", "anchorwatch");
        event.text("provider", "anchorwatch");
        event.time("start", alert.episode().firstSeen());
        event.time("end", alert.episode().lastSeen());
        event.text("reason", Sentence.of(alert));
        if (Evidences.isLink(alert.rule().runbook())) {
            event.text("reference", alert.rule().runbook());
        }
    }

    private static void rule(JsonDoc rule, Alert alert) throws IOException {
        rule.text("id", alert.rule().id());
        rule.text("name", Sentence.title(alert));
        rule.text("version", alert.rule().version());
        rule.text("ruleset", alert.rule().ruleSet());
        rule.text("description", alert.message());
        if (!alert.rule().references().isEmpty()) {
            rule.text("reference", alert.rule().references().get(0));
        }
    }

    private static void threat(JsonDoc doc, Attack attack) throws IOException {
        if (attack.isEmpty()) {
            return;
        }
        doc.object("threat", threat -> {
            threat.text("framework", Attack.FRAMEWORK);
            threat.object("tactic", tactic -> ids(tactic, attack.tactics()));
            threat.object("technique", technique -> {
                ids(technique, attack.techniques());
                technique.texts("name", Attack.names(attack.techniques()), Evidences.LIST);
                technique.object("subtechnique", sub -> {
                    ids(sub, attack.subtechniques());
                    sub.texts("name", Attack.names(attack.subtechniques()), Evidences.LIST);
                });
            });
        });
    }

    private static void ids(JsonDoc doc, List<String> ids) throws IOException {
        doc.texts("id", ids, Evidences.LIST);
        doc.texts("reference", ids.stream().map(Attack::reference).toList(), Evidences.LIST);
    }

    private static void orchestrator(JsonDoc doc, Alert alert) throws IOException {
        Alert.Target target = alert.target();
        doc.text("type", "kubernetes");
        doc.object("cluster", cluster -> cluster.text("name", alert.cluster()));
        doc.text("namespace", target.namespace());
        doc.object("resource", resource -> {
            resource.text("type", target.resource());
            resource.text("name", target.name());
        });
    }

    private static void user(JsonDoc doc, Alert.Actor actor) throws IOException {
        doc.object("user", user -> {
            user.text("name", actor.name());
            user.object("group", group -> group.texts("name", actor.groups(), Evidences.LIST));
            user.object("effective", effective -> effective.text("name", actor.impersonating()));
        });
    }

    private static void client(JsonDoc doc, Alert alert) throws IOException {
        String address = alert.client().address();
        doc.object("source", source -> {
            source.text("address", address);
            if (IpText.isIp(address)) {
                source.text("ip", address);
            }
        });
        doc.object("user_agent", agent -> agent.text("original", alert.client().userAgent()));
        doc.object("url", url -> {
            url.text("original", alert.target().uri());
            url.text("path", Evidences.path(alert.target().uri()));
        });
        if (alert.outcome().code() != 0) {
            doc.object(
                    "http",
                    http -> http.object(
                            "response",
                            answer ->
                                    answer.number("status_code", alert.outcome().code())));
        }
    }

    private static void related(JsonDoc doc, Alert alert) throws IOException {
        Alert.Actor actor = alert.actor();
        List<String> users = Stream.of(actor.name(), actor.impersonating(), actor.onBehalfOf())
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
        List<String> addresses = Stream.concat(Stream.of(alert.client().address()), alert.client().claimed().stream())
                .filter(IpText::isIp)
                .distinct()
                .toList();
        doc.object("related", related -> {
            related.texts("user", users, Evidences.LIST);
            related.texts("ip", addresses, Evidences.LIST);
        });
    }
}

// SPDX-License-Identifier: Apache-2.0
package io.anchorwatch.sinks.format;

import io.anchorwatch.streamjobs.alert.Alert;
import java.io.IOException;

/** What ECS has no field for, under {@code anchorwatch}. Every key is fixed. */
final class EcsOwnFields {

    private EcsOwnFields() {}

    static void write(JsonDoc own, Alert alert) throws IOException {
        own.text("alert_id", alert.id());
        own.text("fingerprint", alert.fingerprint());
        own.object("episode", episode -> episode(episode, alert.episode()));
        own.object("rule", rule -> rule(rule, alert.rule()));
        actor(own, alert);
        own.object("target", target -> {
            target.text("api_group", alert.target().apiGroup());
            target.text("subresource", alert.target().subresource());
        });
        own.object("outcome", outcome -> {
            outcome.text("result", alert.outcome().result());
            outcome.text("reason", alert.outcome().reason());
        });
        Evidences.changes(own, alert);
        Evidences.matched(own, alert);
        own.objects("evidence", alert.evidence(), Evidences.EVENTS, event -> {
            own.text("event_id", event.eventId(), Evidences.ID);
            own.text("audit_id", event.auditId(), Evidences.ID);
            own.text("stage", event.stage(), Evidences.ID);
            own.time("time", event.time());
        });
        Evidences.correlation(own, alert.correlation());
        own.flag("truncated", own.isCut());
    }

    private static void episode(JsonDoc doc, Alert.Episode episode) throws IOException {
        doc.number("count", episode.count());
        doc.number("revision", episode.revision());
        doc.text("supersedes", episode.supersedes());
    }

    private static void rule(JsonDoc doc, Alert.RuleRef rule) throws IOException {
        doc.text("logic_hash", rule.logicHash());
        doc.texts("attack", rule.attack(), Evidences.LIST);
        doc.text("runbook", rule.runbook());
        doc.texts("references", rule.references(), Evidences.LIST);
    }

    private static void actor(JsonDoc doc, Alert alert) throws IOException {
        doc.object("actor", actor -> {
            actor.text("kind", alert.actor().kind());
            actor.text("on_behalf_of", alert.actor().onBehalfOf());
        });
        doc.object("client", client -> client.texts("claimed", alert.client().claimed(), Evidences.LIST));
    }
}
